#pragma once
#include <stdint.h>
#include <stddef.h>

/// librdkafka's mock cluster behind a header of its own: rdkafka_mock.h wants the types of rdkafka.h, which only the
/// product's module may define for Swift. Brokers are numbered from 1. Functions that answer an int answer librdkafka's
/// error, 0 for none. All may be called from any thread.
typedef struct beacon_mock_cluster beacon_mock_cluster;

/// Null where it could not be started.
beacon_mock_cluster *beacon_mock_start(int brokers);
void beacon_mock_stop(beacon_mock_cluster *cluster);

/// Lives as long as the cluster.
const char *beacon_mock_bootstraps(const beacon_mock_cluster *cluster);

int beacon_mock_create_topic(beacon_mock_cluster *cluster, const char *topic, int partitions, int replicas);

/// What metadata answers for the topic; 0 clears it.
void beacon_mock_topic_error(beacon_mock_cluster *cluster, const char *topic, int32_t error);

/// The next requests of this kind, to whichever broker, are answered with these errors, one each and in order.
void beacon_mock_push_errors(beacon_mock_cluster *cluster, int16_t api, const int32_t *errors, size_t count);
/// The next `count` requests of this kind to one broker are answered with this error, each after a wait.
void beacon_mock_push_slow_errors(
    beacon_mock_cluster *cluster, int32_t broker, int16_t api, int32_t error, int milliseconds, size_t count);
/// How many of the errors for one broker are left.
size_t beacon_mock_waiting_errors(beacon_mock_cluster *cluster, int32_t broker, int16_t api);
void beacon_mock_clear_errors(beacon_mock_cluster *cluster, int16_t api);

/// `broker` -1: all of them. No leader and no coordinator moves.
int beacon_mock_set_down(beacon_mock_cluster *cluster, int32_t broker);
int beacon_mock_set_up(beacon_mock_cluster *cluster, int32_t broker);

int beacon_mock_set_leader(beacon_mock_cluster *cluster, const char *topic, int32_t partition, int32_t broker);
int beacon_mock_set_coordinator(beacon_mock_cluster *cluster, const char *group, int32_t broker);
