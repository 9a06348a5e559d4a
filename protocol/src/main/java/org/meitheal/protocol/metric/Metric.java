package org.meitheal.protocol.metric;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Every metric of the services by the name that Prometheus sees. The services make their meters
 * from it, their tests compare what they expose with it, and the tests of rules and dashboards
 * accept no other name. Label values are those of an enumeration, of the operator's own models and
 * devices, or bounded where they are made.
 */
public enum Metric {
  SCHEDULER_EXECUTION(
      "meitheal_scheduler_execution_seconds",
      Kind.HISTOGRAM,
      "From a request's first byte to its end, by how it ended",
      "model",
      "outcome"),
  SCHEDULER_PHASE(
      "meitheal_scheduler_phase_seconds",
      Kind.SUMMARY,
      "Parts of completed executions; overhead is what the lead did not account for",
      "model",
      "device",
      "phase"),
  SCHEDULER_DECISIONS(
      "meitheal_scheduler_decisions_total",
      Kind.COUNTER,
      "Decisions; those after a first attempt were made again",
      "outcome",
      "placement",
      "attempt"),
  SCHEDULER_PREDICTION_RATIO(
      "meitheal_scheduler_prediction_ratio",
      Kind.HISTOGRAM,
      "Actual over predicted time of executions that their first attempt completed",
      "model",
      "placement"),
  SCHEDULER_PARTS(
      "meitheal_scheduler_parts_total",
      Kind.COUNTER,
      "Parts of divided executions by who did them in the end",
      "state"),
  SCHEDULER_LINK_ROUND_TRIP(
      "meitheal_scheduler_link_round_trip_seconds",
      Kind.GAUGE,
      "Expected round trip of a link",
      "from",
      "to"),
  SCHEDULER_LINK_BANDWIDTH(
      "meitheal_scheduler_link_bandwidth_bytes_per_second",
      Kind.GAUGE,
      "Expected bandwidth of a link",
      "from",
      "to"),
  SCHEDULER_FLEET_AGE(
      "meitheal_scheduler_fleet_age_seconds", Kind.GAUGE, "Since the registry was last heard"),
  SCHEDULER_EXCLUDED_DEVICES(
      "meitheal_scheduler_excluded_devices",
      Kind.GAUGE,
      "Devices that take no part in divisions until an operator takes them back"),
  SCHEDULER_RECORDS_WAITING(
      "meitheal_scheduler_records_waiting", Kind.GAUGE, "Rows that are not yet written"),
  SCHEDULER_RECORDS_WRITTEN(
      "meitheal_scheduler_records_written_total", Kind.COUNTER, "Rows that were written"),
  SCHEDULER_RECORDS_LOST(
      "meitheal_scheduler_records_lost_total",
      Kind.COUNTER,
      "Rows that will never be written",
      "reason"),

  WORKER_INFERENCES(
      "meitheal_worker_inferences_total",
      Kind.COUNTER,
      "Requests since the model was loaded",
      "model",
      "outcome"),
  WORKER_ITEMS(
      "meitheal_worker_items_total",
      Kind.COUNTER,
      "Items of successful requests' batches",
      "model"),
  WORKER_PHASE(
      "meitheal_worker_phase_seconds_total",
      Kind.COUNTER,
      "Time of successful requests by what it was spent on",
      "model",
      "phase"),
  WORKER_LANES("meitheal_worker_lanes", Kind.GAUGE, "Lanes of this device", "state"),
  WORKER_BACKLOG(
      "meitheal_worker_backlog_seconds",
      Kind.GAUGE,
      "Until the last lane is free of all that it is committed to"),
  WORKER_REQUEST_MEMORY(
      "meitheal_worker_request_memory_bytes", Kind.GAUGE, "Memory that bodies of requests hold"),
  WORKER_PARTS(
      "meitheal_worker_parts_total",
      Kind.COUNTER,
      "Parts that other devices asked of this one",
      "outcome"),

  REGISTRY_DEVICES(
      "meitheal_registry_devices",
      Kind.GAUGE,
      "Devices by the registry's verdict and the operator's wish",
      "liveness",
      "operator_state"),
  REGISTRY_WATCHERS(
      "meitheal_registry_watchers", Kind.GAUGE, "Services that follow the registry's changes"),
  REGISTRY_RECORDS_WAITING(
      "meitheal_registry_records_waiting", Kind.GAUGE, "Rows that are not yet written", "rows"),
  REGISTRY_RECORDS_WRITTEN(
      "meitheal_registry_records_written_total", Kind.COUNTER, "Rows that were written", "rows"),
  REGISTRY_RECORDS_LOST(
      "meitheal_registry_records_lost_total",
      Kind.COUNTER,
      "Rows that will never be written",
      "rows",
      "reason"),

  GATEWAY_REQUEST(
      "meitheal_gateway_request_seconds",
      Kind.HISTOGRAM,
      "From a request's head to its answer's end",
      "route",
      "status"),
  GATEWAY_REFUSALS(
      "meitheal_gateway_refusals_total",
      Kind.COUNTER,
      "Requests that the gateway itself answered with an error",
      "reason"),

  DASHBOARD_BROWSERS(
      "meitheal_dashboard_browsers", Kind.GAUGE, "Browsers that follow the live pages");

  /** How a metric is exposed. */
  public enum Kind {
    COUNTER,
    GAUGE,
    /** Count, sum and largest recent value. */
    SUMMARY,
    /** The same with buckets. */
    HISTOGRAM
  }

  private final String family;
  private final Kind kind;
  private final String help;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> labels;

  Metric(String family, Kind kind, String help, String... labels) {
    this.family = family;
    this.kind = kind;
    this.help = help;
    this.labels = List.of(labels);
  }

  /** As Prometheus names it. */
  public String family() {
    return family;
  }

  public Kind kind() {
    return kind;
  }

  public String help() {
    return help;
  }

  public List<String> labels() {
    return labels;
  }

  /** The service that has it, as in its name: {@code scheduler}, {@code worker}, … */
  public String service() {
    return name().substring(0, name().indexOf('_')).toLowerCase(Locale.ROOT);
  }

  /** The name to give a meter so that it is exposed as {@link #family()}. */
  public String meter() {
    String bare =
        switch (kind) {
          case COUNTER -> without("_total");
          case SUMMARY, HISTOGRAM -> without("_seconds");
          case GAUGE -> family;
        };
    return bare.replace('_', '.');
  }

  /** The names of its time series, such as {@code …_bucket}. */
  public Set<String> series() {
    Set<String> series = new LinkedHashSet<>();
    switch (kind) {
      case COUNTER, GAUGE -> series.add(family);
      case SUMMARY, HISTOGRAM -> {
        series.add(family + "_count");
        series.add(family + "_sum");
        series.add(family + "_max");
      }
    }
    if (kind == Kind.HISTOGRAM) {
      series.add(family + "_bucket");
    }
    return series;
  }

  /** The names of all time series of one service's own metrics. */
  public static Set<String> seriesOf(String service) {
    Set<String> series = new LinkedHashSet<>();
    for (Metric metric : values()) {
      if (metric.service().equals(service)) {
        series.addAll(metric.series());
      }
    }
    return series;
  }

  private String without(String suffix) {
    return family.endsWith(suffix)
        ? family.substring(0, family.length() - suffix.length())
        : family;
  }
}
