#include "CMockCluster.h"
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>
#include <stdlib.h>

struct beacon_mock_cluster {
  rd_kafka_t *client;
  rd_kafka_mock_cluster_t *mock;
};

static void be_silent(const rd_kafka_t *client, int level, const char *facility, const char *text) {
  (void)client, (void)level, (void)facility, (void)text;
}

beacon_mock_cluster *beacon_mock_start(int brokers) {
  beacon_mock_cluster *cluster = malloc(sizeof *cluster);
  if (!cluster) return NULL;
  char reason[256];
  rd_kafka_conf_t *configuration = rd_kafka_conf_new();
  rd_kafka_conf_set_log_cb(configuration, be_silent);
  cluster->client = rd_kafka_new(RD_KAFKA_PRODUCER, configuration, reason, sizeof reason);
  if (!cluster->client) {
    rd_kafka_conf_destroy(configuration);
    free(cluster);
    return NULL;
  }
  cluster->mock = rd_kafka_mock_cluster_new(cluster->client, brokers);
  if (!cluster->mock) {
    rd_kafka_destroy(cluster->client);
    free(cluster);
    return NULL;
  }
  return cluster;
}

void beacon_mock_stop(beacon_mock_cluster *cluster) {
  rd_kafka_mock_cluster_destroy(cluster->mock);
  rd_kafka_destroy(cluster->client);
  free(cluster);
}

const char *beacon_mock_bootstraps(const beacon_mock_cluster *cluster) {
  return rd_kafka_mock_cluster_bootstraps(cluster->mock);
}

int beacon_mock_create_topic(beacon_mock_cluster *cluster, const char *topic, int partitions, int replicas) {
  return rd_kafka_mock_topic_create(cluster->mock, topic, partitions, replicas);
}

void beacon_mock_topic_error(beacon_mock_cluster *cluster, const char *topic, int32_t error) {
  rd_kafka_mock_topic_set_error(cluster->mock, topic, error);
}

void beacon_mock_push_errors(beacon_mock_cluster *cluster, int16_t api, const int32_t *errors, size_t count) {
  for (size_t index = 0; index < count; index++) {
    rd_kafka_resp_err_t error = errors[index];
    rd_kafka_mock_push_request_errors_array(cluster->mock, api, 1, &error);
  }
}

void beacon_mock_push_slow_errors(
    beacon_mock_cluster *cluster, int32_t broker, int16_t api, int32_t error, int milliseconds, size_t count) {
  for (size_t index = 0; index < count; index++)
    rd_kafka_mock_broker_push_request_error_rtts(cluster->mock, broker, api, 1, error, milliseconds);
}

size_t beacon_mock_waiting_errors(beacon_mock_cluster *cluster, int32_t broker, int16_t api) {
  size_t count = 0;
  return rd_kafka_mock_broker_error_stack_cnt(cluster->mock, broker, api, &count) ? 0 : count;
}

void beacon_mock_clear_errors(beacon_mock_cluster *cluster, int16_t api) {
  rd_kafka_mock_clear_request_errors(cluster->mock, api);
}

int beacon_mock_set_down(beacon_mock_cluster *cluster, int32_t broker) {
  return rd_kafka_mock_broker_set_down(cluster->mock, broker);
}

int beacon_mock_set_up(beacon_mock_cluster *cluster, int32_t broker) {
  return rd_kafka_mock_broker_set_up(cluster->mock, broker);
}

int beacon_mock_set_leader(beacon_mock_cluster *cluster, const char *topic, int32_t partition, int32_t broker) {
  return rd_kafka_mock_partition_set_leader(cluster->mock, topic, partition, broker);
}

int beacon_mock_set_coordinator(beacon_mock_cluster *cluster, const char *group, int32_t broker) {
  return rd_kafka_mock_coordinator_set(cluster->mock, "group", group, broker);
}
