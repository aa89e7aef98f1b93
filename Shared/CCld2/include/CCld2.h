#pragma once
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The code of the language that most of a text is in, as CLD2 names it; NULL where it is not sure.
/// `text` is valid UTF-8 without control characters. The answer lives for ever.
const char *beacon_cld2_language(const char *text, size_t count);

#ifdef __cplusplus
}
#endif
