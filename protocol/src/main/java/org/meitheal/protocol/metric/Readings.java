package org.meitheal.protocol.metric;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is read at the moment when Prometheus asks: it costs nothing in between, and what is gone is
 * no longer told.
 */
public final class Readings {
  private final Map<Metric, List<Value>> values = new EnumMap<>(Metric.class);

  private record Value(Labels labels, double value) {}

  /**
   * @param labels the values of the metric's labels, in their order
   */
  public Readings add(Metric metric, double value, String... labels) {
    Labels labelled = Labels.of(metric.labels().toArray(String[]::new), labels);
    values.computeIfAbsent(metric, _ -> new ArrayList<>()).add(new Value(labelled, value));
    return this;
  }

  /** The same of a count. */
  public Readings add(Metric metric, long value, String... labels) {
    return add(metric, (double) value, labels);
  }

  public MetricSnapshots snapshots() {
    List<MetricSnapshot> snapshots = new ArrayList<>();
    values.forEach((metric, read) -> snapshots.add(snapshot(metric, read)));
    return new MetricSnapshots(snapshots);
  }

  private static MetricSnapshot snapshot(Metric metric, List<Value> read) {
    return switch (metric.kind()) {
      case COUNTER -> counter(metric, read);
      case GAUGE -> gauge(metric, read);
      case SUMMARY, HISTOGRAM ->
          throw new IllegalArgumentException(metric + " is measured, not read");
    };
  }

  private static MetricSnapshot counter(Metric metric, List<Value> read) {
    CounterSnapshot.Builder counter =
        CounterSnapshot.builder().name(metric.meter().replace('.', '_')).help(metric.help());
    read.forEach(value ->
        counter.dataPoint(
            CounterDataPointSnapshot.builder().labels(value.labels).value(value.value).build()));
    return counter.build();
  }

  private static MetricSnapshot gauge(Metric metric, List<Value> read) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(metric.family()).help(metric.help());
    read.forEach(value ->
        gauge.dataPoint(
            GaugeDataPointSnapshot.builder().labels(value.labels).value(value.value).build()));
    return gauge.build();
  }
}
