package org.meitheal.scheduler.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.NodeId;
import org.meitheal.protocol.registry.LinkSamples;
import org.meitheal.protocol.registry.ProbeTarget;
import org.meitheal.scheduler.testing.Await;

class ProberTests {
  private static final ProbeTarget CLOUD = new ProbeTarget("cloud-1", "http://cloud");

  private final OwnLinks links = new OwnLinks(System::nanoTime);
  private final AtomicInteger pings = new AtomicInteger();

  @Test
  void onlyOneProbeOfAWorkerIsUnderWay() {
    CountDownLatch answer = new CountDownLatch(1);
    Prober prober = prober(() -> answer.await());

    prober.probeAll();
    Await.until("it probes", () -> pings.get() == 1);
    prober.probeAll();
    prober.probeAll();
    assertThat(pings).hasValue(1);
    answer.countDown();

    Await.until("it is measured", () -> links.knows("cloud-1"));
    Await.until(
        "the next may start",
        () -> {
          prober.probeAll();
          return pings.get() == 2;
        });
  }

  @Test
  void aProbeThatFailsCountsAsLost() {
    Prober prober =
        prober(() -> {
          throw new IOException("refused");
        });

    prober.probeAll();

    Await.until("it is counted", () -> links.knows("cloud-1"));
    LinkSamples samples = links.take(NodeId.site("lab"));
    assertThat(samples.roundTrips()).hasSize(1);
    assertThat(samples.roundTrips().getFirst().ms()).isNull();
  }

  private Prober prober(Waiting waiting) {
    links.locate(CLOUD.id(), CLOUD.url());
    ProbeClient client =
        new ProbeClient() {
          @Override
          public Duration ping(URI worker) throws IOException {
            pings.incrementAndGet();
            try {
              waiting.run();
            } catch (InterruptedException stopped) {
              throw new IOException(stopped);
            }
            return Duration.ofMillis(3);
          }

          @Override
          public Duration send(URI worker, int bytes) {
            return Duration.ofMillis(13);
          }
        };
    return new Prober(() -> List.of(CLOUD), client, links);
  }

  private interface Waiting {
    void run() throws IOException, InterruptedException;
  }
}
