package org.meitheal.registry.link;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.registry.LinkSamples;
import org.meitheal.protocol.registry.LinkView;
import org.meitheal.registry.fleet.Fleet;
import org.meitheal.registry.record.BandwidthRow;
import org.meitheal.registry.record.Records;
import org.meitheal.registry.record.RoundTripRow;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What was measured between nodes: the last five samples of each link in memory, all of them
 * written behind. Links lead to known devices only, which bounds their number; samples to others (a
 * device just deleted, say) and such as are older than an hour are left out.
 */
@Component
public class Links {
  private static final Duration TOO_OLD = Duration.ofHours(1);

  private final ConcurrentHashMap<LinkKey, LinkMemory> memories = new ConcurrentHashMap<>();
  private final Fleet fleet;
  private final Records records;
  private final InstantSource clock;
  private final ObjectProvider<LinkListener> listeners;

  Links(Fleet fleet, Records records, InstantSource clock, ObjectProvider<LinkListener> listeners) {
    this.fleet = fleet;
    this.records = records;
    this.clock = clock;
    this.listeners = listeners;
  }

  /** In the order of their ends. */
  public List<LinkView> views() {
    return memories.entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .map(entry -> entry.getValue().view(entry.getKey()))
        .toList();
  }

  public Optional<LinkView> view(LinkKey key) {
    return Optional.ofNullable(memories.get(key)).map(memory -> memory.view(key));
  }

  /**
   * Takes samples in.
   *
   * @throws ProblemException 400 {@code invalid-samples}
   */
  public void add(LinkSamples samples) {
    SampleCheck.check(samples);
    Instant now = clock.instant();
    Set<LinkKey> touched = new HashSet<>();
    samples.roundTrips().stream()
        .filter(sample -> counts(samples.from(), sample.to(), sample.ageMs()))
        .sorted(Comparator.comparingLong(LinkSamples.RoundTrip::ageMs).reversed())
        .forEach(sample -> touched.add(take(samples.from(), sample, now)));
    samples.transfers().stream()
        .filter(sample -> counts(samples.from(), sample.to(), sample.ageMs()))
        .sorted(Comparator.comparingLong(LinkSamples.Transfer::ageMs).reversed())
        .forEach(sample -> touched.add(take(samples.from(), sample, now)));
    touched.forEach(link -> listeners.forEach(listener -> listener.changed(link)));
  }

  /** Forgets the links of a node that is gone. */
  public void forget(DeviceId node) {
    memories.keySet().removeIf(link -> link.touches(node.value()));
  }

  private boolean counts(String from, String to, long ageMs) {
    return ageMs <= TOO_OLD.toMillis() && !from.equals(to) && isKnown(to);
  }

  private boolean isKnown(String node) {
    try {
      return fleet.find(new DeviceId(node)).isPresent();
    } catch (IllegalArgumentException noDevice) {
      return false;
    }
  }

  private LinkKey take(String from, LinkSamples.RoundTrip sample, Instant now) {
    Instant at = now.minusMillis(sample.ageMs());
    records.add(new RoundTripRow(at, from, sample.to(), sample.ms()));
    return remember(from, sample.to(), memory -> memory.withRoundTrip(sample.ms(), at));
  }

  private LinkKey take(String from, LinkSamples.Transfer sample, Instant now) {
    Instant at = now.minusMillis(sample.ageMs());
    records.add(new BandwidthRow(at, from, sample.to(), sample.bytes(), sample.bytesPerSecond()));
    return remember(from, sample.to(), memory -> memory.withTransfer(sample.bytesPerSecond(), at));
  }

  private LinkKey remember(String from, String to, UnaryOperator<LinkMemory> sample) {
    LinkKey key = new LinkKey(from, to);
    memories.compute(key, (k, memory) -> sample.apply(memory == null ? LinkMemory.EMPTY : memory));
    return key;
  }
}
