package org.meitheal.registry.record;

import java.sql.Timestamp;
import java.util.List;
import java.util.stream.Stream;
import org.meitheal.registry.settings.RegistryProperties;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Where measurements and liveness events are left to be written soon, in batches. */
@Component
public class Records {
  private static final String ROUND_TRIP =
      "insert into registry.rtt_samples (at, from_node, to_node, ms) values (?, ?, ?, ?)";
  private static final String BANDWIDTH =
      """
      insert into registry.bandwidth_samples (at, from_node, to_node, bytes, bytes_per_second)
      values (?, ?, ?, ?, ?)\
      """;
  private static final String LIVENESS =
      """
      insert into registry.liveness_events (at, device_id, epoch, kind, why)
      values (?, ?, ?, ?, ?)\
      """;

  private final WriteBehind<RoundTripRow> roundTrips;
  private final WriteBehind<BandwidthRow> bandwidths;
  private final WriteBehind<LivenessRow> liveness;

  Records(JdbcTemplate jdbc, TransactionTemplate transaction, RegistryProperties properties) {
    int capacity = properties.writeBehindCapacity();
    Batches batches = new Batches(jdbc, transaction);
    roundTrips =
        batches.queue(
            "rtt_samples", capacity, ROUND_TRIP, r -> row(at(r.at()), r.from(), r.to(), r.ms()));
    bandwidths =
        batches.queue(
            "bandwidth_samples",
            capacity,
            BANDWIDTH,
            r -> row(at(r.at()), r.from(), r.to(), r.bytes(), r.bytesPerSecond()));
    liveness =
        batches.queue(
            "liveness_events",
            capacity,
            LIVENESS,
            r -> row(at(r.at()), r.device(), r.epoch(), r.kind(), r.why()));
  }

  public void add(RoundTripRow row) {
    roundTrips.add(row);
  }

  public void add(BandwidthRow row) {
    bandwidths.add(row);
  }

  public void add(LivenessRow row) {
    liveness.add(row);
  }

  /** What became of the rows, a queue each. */
  public List<WriteBehind.Counts> counts() {
    return queues().map(WriteBehind::counts).toList();
  }

  /** Writes what waits. A kill loses at most one period. */
  @Scheduled(fixedDelay = 250)
  public void flush() {
    queues().forEach(WriteBehind::flush);
  }

  @EventListener(ContextClosedEvent.class)
  void flushAtTheEnd() {
    flush();
  }

  private Stream<WriteBehind<?>> queues() {
    return Stream.of(roundTrips, bandwidths, liveness);
  }

  private static Timestamp at(java.time.Instant instant) {
    return Timestamp.from(instant);
  }

  private static @org.jspecify.annotations.Nullable Object[] row(
      @org.jspecify.annotations.Nullable Object... values) {
    return values;
  }
}
