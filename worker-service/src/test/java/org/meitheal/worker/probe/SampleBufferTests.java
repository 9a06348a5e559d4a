package org.meitheal.worker.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.registry.LinkSamples;

class SampleBufferTests {
  private final AtomicLong now = new AtomicLong();
  private final SampleBuffer buffer = new SampleBuffer(now::get);

  @Test
  void tellsHowOldSamplesAre() {
    buffer.addRoundTrip("b", 3.5);
    buffer.addTransfer("b", 1_000, 5e6);
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(40));

    LinkSamples report = buffer.report("a");

    assertThat(report.from()).isEqualTo("a");
    assertThat(report.roundTrips()).containsExactly(new LinkSamples.RoundTrip("b", 3.5, 40));
    assertThat(report.transfers()).containsExactly(new LinkSamples.Transfer("b", 1_000, 5e6, 40));
  }

  @Test
  void keepsWhatWasNotDelivered() {
    buffer.addRoundTrip("b", 1.0);
    buffer.report("a");
    buffer.addRoundTrip("c", null);

    buffer.delivered();

    assertThat(buffer.report("a").roundTrips())
        .containsExactly(new LinkSamples.RoundTrip("c", null, 0));
  }

  @Test
  void losesTheOldestWhenTheRegistryIsAwayForLong() {
    for (int i = 0; i < 600; i++) {
      buffer.addRoundTrip("t" + i, 1.0);
    }
    LinkSamples report = buffer.report("a");
    buffer.addRoundTrip("new", 1.0);
    buffer.delivered();

    assertThat(report.roundTrips()).hasSize(512);
    assertThat(report.roundTrips().getFirst().to()).isEqualTo("t88");
    assertThat(buffer.report("a").roundTrips())
        .extracting(LinkSamples.RoundTrip::to)
        .containsExactly("new");
  }
}
