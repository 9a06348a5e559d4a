package org.meitheal.registry.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.Heartbeat;
import org.meitheal.protocol.registry.LinkView;
import org.meitheal.protocol.registry.WatchEvent;
import org.meitheal.registry.link.LinkKey;

class WatchHubTests {
  private static final DeviceId DEVICE = new DeviceId("a");
  private static final Wish FEW_LINKS = new Wish(0, 10, true);

  private final AtomicLong blocks = new AtomicLong(1);
  private boolean databaseAway;
  private final WatchHub hub =
      new WatchHub(new Removals(), new Versions(this::block), ProtocolJson.MAPPER, 3, 2);

  @Test
  void beginsWithASnapshotOfTheVersionSoFar() throws Exception {
    Follower first = hub.join(null, Wish.ALL);
    hub.changed(DEVICE);

    assertThat(sent(first)).containsExactly("1 snapshot", "2 removed");
    assertThat(sent(hub.join(null, Wish.ALL))).containsExactly("2 snapshot");
  }

  @Test
  void resumesFromTheHistoryOrBeginsAnew() throws Exception {
    hub.join(null, Wish.ALL);
    for (int i = 0; i < 4; i++) {
      hub.changed(DEVICE);
    }

    assertThat(sent(hub.join(3L, Wish.ALL))).containsExactly("4 removed", "5 removed");
    assertThat(sent(hub.join(5L, Wish.ALL))).isEmpty();
    assertThat(sent(hub.join(2L, Wish.ALL))).as("the oldest known").hasSize(3);
    assertThat(sent(hub.join(1L, Wish.ALL))).as("too old").containsExactly("5 snapshot");
    assertThat(sent(hub.join(77L, Wish.ALL))).as("not from here").containsExactly("5 snapshot");
  }

  @Test
  void dropsAFollowerThatCannotKeepUp() {
    Follower slow = hub.join(null, Wish.ALL);
    for (int i = 0; i < 3; i++) {
      hub.changed(DEVICE);
    }

    assertThat(slow.isClosed()).isTrue();
    assertThat(hub.join(null, Wish.ALL).isClosed()).isFalse();
  }

  @Test
  void takesItsVersionsInBlocksThatOnlyGrow() {
    Versions versions = new Versions(this::block);
    long last = 0;
    for (int i = 0; i < Versions.BLOCK + 2; i++) {
      long next = versions.next();
      assertThat(next > last).isTrue();
      last = next;
    }
    assertThat(blocks.get()).isEqualTo(1 + 2 * Versions.BLOCK);
    assertThat(new Versions(this::block).next()).as("after a restart").isGreaterThan(last);
  }

  @Test
  void beginsAnewWhereAChangeGotNoVersion() throws Exception {
    databaseAway = true;
    hub.changed(DEVICE);
    databaseAway = false;

    assertThat(sent(hub.join(1L, Wish.ALL)))
        .as("the first version is a snapshot's")
        .hasSizeLessThan(2);
  }

  @Test
  void endsAllStreams() {
    Follower follower = hub.join(null, Wish.ALL);
    hub.close();

    assertThat(follower.isClosed()).isTrue();
    assertThat(hub.join(null, Wish.ALL).isClosed()).isTrue();
  }

  @Test
  void tellsAtOnceWhatIsWithinTheRate() throws Exception {
    AtomicLong now = new AtomicLong();
    Follower few = new Follower(List.of(), 2, FEW_LINKS, now::get);
    for (int n = 1; n <= 5; n++) {
      now.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
      few.offer(link(n, "a", "b"));
      assertThat(sent(few)).containsExactly(n + " link");
    }
  }

  @Test
  void tellsTheNewestOfThoseWhoWaitLongest() throws Exception {
    AtomicLong now = new AtomicLong();
    Follower few = new Follower(List.of(), 2, FEW_LINKS, now::get);
    few.offer(link(1, "a", "b"));
    assertThat(sent(few)).containsExactly("1 link");
    for (int n = 2; n <= 9; n++) {
      assertThat(few.offer(link(n, n % 2 == 0 ? "b" : "c", "d"))).as("held, not queued").isTrue();
    }
    assertThat(sent(few)).isEmpty();

    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
    assertThat(sent(few)).containsExactly("8 link");
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
    assertThat(sent(few)).containsExactly("9 link");
    now.addAndGet(TimeUnit.SECONDS.toNanos(10));
    assertThat(sent(few)).isEmpty();
  }

  @Test
  void pacesDevicesAndLinksEachByThemselves() throws Exception {
    AtomicLong now = new AtomicLong();
    Follower few = new Follower(List.of(), 2, new Wish(10, 10, true), now::get);
    few.offer(link(1, "a", "b"));
    few.offer(link(2, "b", "c"));
    few.offer(device(3));

    assertThat(sent(few)).containsExactly("3 device", "1 link");
  }

  @Test
  void refusesRatesThatAreNone() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Wish.of(-1, 0, true))
        .withMessageContaining("devices_per_second");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Wish.of(0, 1_000_001, true))
        .withMessageContaining("links_per_second");
  }

  @Test
  void wakesForWhatIsHeld() throws Exception {
    Follower few = new Follower(List.of(), 2, new Wish(1_000, 1_000, true), System::nanoTime);
    CountDownLatch last = new CountDownLatch(1);
    OutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void flush() {
            if (toString(StandardCharsets.UTF_8).contains("id: 300\n")) {
              last.countDown();
            }
          }
        };
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              try {
                few.writeTo(out);
              } catch (Exception over) {
                throw new IllegalStateException(over);
              }
            });
    for (int n = 1; n <= 300; n++) {
      few.offer(link(n, "a" + n, "b"));
    }
    assertThat(last.await(60, TimeUnit.SECONDS)).isTrue();
    few.close();
    writer.join();
  }

  @Test
  void forgetsHeldLinksOfADeviceThatIsGone() throws Exception {
    AtomicLong now = new AtomicLong();
    Follower few = new Follower(List.of(), 2, FEW_LINKS, now::get);
    few.offer(link(1, "a", "b"));
    few.offer(Frame.of(new WatchEvent.DeviceRemoved(2, "b"), ProtocolJson.MAPPER));
    now.set(1_000);

    assertThat(sent(few)).containsExactly("2 removed");
  }

  @Test
  void beginsAnewWithWhoWantsFewLinks() throws Exception {
    hub.join(null, Wish.ALL);
    hub.changed(DEVICE);

    assertThat(sent(hub.join(2L, FEW_LINKS))).containsExactly("2 snapshot");
  }

  @Test
  void leavesSegmentsOutWhereTheyAreNotWanted() throws Exception {
    Frame frame = device(1);
    Follower all = new Follower(List.of(frame), 2, Wish.ALL, System::nanoTime);
    Follower brief = new Follower(List.of(frame), 2, Wish.of(0, 0, false), System::nanoTime);

    assertThat(text(all)).contains("fixed_ms");
    assertThat(text(brief)).contains("device").doesNotContain("fixed_ms");
  }

  private static Frame device(long version) {
    Heartbeat.ModelState model =
        new Heartbeat.ModelState(
            "m", "1", "ab", true, 1, 0, 1, List.of(new Heartbeat.SegmentTime(0.5, 1)), 1.0);
    DeviceView device =
        new DeviceView(
            "a",
            Tier.DEVICE,
            "zone",
            "cell",
            "http://a",
            OperatorState.ENABLED,
            Liveness.ONLINE,
            Instant.EPOCH,
            "Heartbeats arrive.",
            1,
            1,
            List.of(),
            List.of(model),
            0L);
    return Frame.of(new WatchEvent.DeviceChanged(version, device), ProtocolJson.MAPPER);
  }

  private static Frame link(long version, String from, String to) {
    LinkView view = new LinkView(from, to, List.of(), List.of(), null, null, 0, Instant.EPOCH);
    return Frame.of(new WatchEvent.LinkChanged(version, view), ProtocolJson.MAPPER);
  }

  private long block() {
    if (databaseAway) {
      throw new IllegalStateException("away");
    }
    return blocks.getAndAdd(Versions.BLOCK);
  }

  /** Id and event of what a follower is sent until it would have to wait. */
  private static List<String> sent(Follower follower) throws Exception {
    return Pattern.compile("id: (\\d+)\nevent: (\\w+)\n")
        .matcher(text(follower))
        .results()
        .map(match -> match.group(1) + " " + match.group(2))
        .toList();
  }

  private static String text(Follower follower) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    follower.writePending(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Every device is gone. */
  private static final class Removals implements WatchState {
    @Override
    public WatchEvent device(long version, DeviceId id) {
      return new WatchEvent.DeviceRemoved(version, id.value());
    }

    @Override
    public WatchEvent link(long version, LinkKey link) {
      return null;
    }

    @Override
    public WatchEvent.Snapshot snapshot(long version) {
      return new WatchEvent.Snapshot(version, List.of(), List.of());
    }
  }
}
