package org.meitheal.scheduler.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.LinkRecord;
import org.meitheal.core.fleet.NodeId;
import org.meitheal.protocol.registry.LinkSamples;
import org.meitheal.protocol.registry.ProbeTarget;

class OwnLinksTests {
  private static final NodeId SITE = NodeId.site("lab");
  private static final ProbeTarget CLOUD = new ProbeTarget("cloud-1", "http://cloud");

  private final AtomicLong clock = new AtomicLong();
  private final OwnLinks links = new OwnLinks(clock::get);

  @BeforeEach
  void locate() {
    links.locate("cloud-1", "http://cloud");
  }

  @Test
  void theLastFiveRoundTripsCount() {
    for (int ms = 1; ms <= 7; ms++) {
      links.roundTrip(CLOUD, Duration.ofMillis(ms));
    }

    assertThat(record().roundTrips())
        .extracting(Duration::toMillis)
        .containsExactly(3L, 4L, 5L, 6L, 7L);
  }

  @Test
  void aLostProbeMakesTheLinkLookBadAtOnce() {
    for (int i = 0; i < 5; i++) {
      links.roundTrip(CLOUD, Duration.ofMillis(3));
    }

    links.lost(CLOUD, Duration.ofSeconds(2), Duration.ofSeconds(2));

    assertThat(record().roundTrips().stream().sorted().toList().get(2)).hasSeconds(2);
    LinkSamples samples = links.take(SITE);
    assertThat(samples.roundTrips()).hasSize(6);
    assertThat(samples.roundTrips().getLast().ms()).isNull();
  }

  @Test
  void bandwidthIsTakenWithoutTheRoundTripAndGrowsStale() {
    links.roundTrip(CLOUD, Duration.ofMillis(20));
    assertThat(links.bandwidthIsStale(CLOUD)).isTrue();

    links.transferred(CLOUD, 1_000_000, Duration.ofMillis(920)); // the first, cold
    links.transferred(CLOUD, 1_000_000, Duration.ofMillis(120));
    links.transferred(CLOUD, 1_000_000, Duration.ofMillis(120));
    assertThat(links.bandwidthIsStale(CLOUD)).isTrue();
    links.transferred(CLOUD, 1_000_000, Duration.ofMillis(120));

    assertThat(record().bytesPerSecond()).containsExactly(1e7, 1e7, 1e7);
    assertThat(links.take(SITE).transfers()).hasSize(3);
    assertThat(links.bandwidthIsStale(CLOUD)).isFalse();
    clock.addAndGet(Duration.ofSeconds(31).toNanos());
    assertThat(links.bandwidthIsStale(CLOUD)).isTrue();
  }

  @Test
  void shortTransfersSayNothingOfBandwidth() {
    links.roundTrip(CLOUD, Duration.ofMillis(20));
    links.transferred(CLOUD, 1_000_000, Duration.ofMillis(120)); // the first, cold

    links.transferred(CLOUD, 1_000, Duration.ofMillis(120));
    links.transferred(CLOUD, 1_000_000, Duration.ofMillis(20));

    assertThat(record().bytesPerSecond()).isEmpty();
  }

  @Test
  void samplesAreHandedOverOnceWithTheirAge() {
    links.roundTrip(CLOUD, Duration.ofMillis(20));
    clock.addAndGet(Duration.ofMillis(300).toNanos());

    LinkSamples samples = links.take(SITE);

    assertThat(samples.from()).isEqualTo("site/lab");
    assertThat(samples.roundTrips())
        .containsExactly(new LinkSamples.RoundTrip("cloud-1", 20.0, 300));
    assertThat(links.take(SITE).roundTrips()).isEmpty();
  }

  @Test
  void knowsHowOldTheNewestRoundTripIs() {
    assertThat(links.age(new DeviceId("cloud-1"))).isEmpty();
    links.roundTrip(CLOUD, Duration.ofMillis(20));
    clock.addAndGet(Duration.ofMillis(300).toNanos());

    assertThat(links.age(new DeviceId("cloud-1"))).contains(Duration.ofMillis(300));
  }

  @Test
  void aDeviceThatMovedOrWentIsMeasuredAnew() {
    links.roundTrip(CLOUD, Duration.ofMillis(20));

    links.locate("cloud-1", "http://elsewhere");
    links.roundTrip(CLOUD, Duration.ofMillis(20));

    assertThat(links.record(SITE, new DeviceId("cloud-1"))).isEmpty();
    links.forget("cloud-1");
    assertThat(links.knows("cloud-1")).isFalse();
  }

  private LinkRecord record() {
    return links.record(SITE, new DeviceId("cloud-1")).orElseThrow();
  }
}
