#pragma once
#include <zlib.h>

/// inflateInit2 is a macro. Reads the gzip format only.
static inline int beacon_gzip_begin(z_stream *stream) { return inflateInit2(stream, 16 + MAX_WBITS); }
