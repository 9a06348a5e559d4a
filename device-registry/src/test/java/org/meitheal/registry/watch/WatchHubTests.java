package org.meitheal.registry.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.Heartbeat;
import org.meitheal.protocol.registry.LinkView;
import org.meitheal.protocol.registry.WatchEvent;
import org.meitheal.registry.link.LinkKey;

class WatchHubTests {
  private static final DeviceId DEVICE = new DeviceId("a");
  private static final Wish SELDOM = new Wish(Duration.ofNanos(100), true);

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
  void holdsLinksOfWhoWantsThemSeldom() throws Exception {
    AtomicLong now = new AtomicLong();
    Follower seldom = new Follower(List.of(), 2, SELDOM, now::get);
    for (int time = 0; time < 100; time += 10) {
      now.set(time);
      assertThat(seldom.offer(link(time + 1, "a", "b"))).isTrue();
    }
    assertThat(seldom.offer(link(200, "b", "c"))).isTrue();
    assertThat(sent(seldom)).isEmpty();

    now.set(100);
    assertThat(sent(seldom)).as("the newest of those held").containsExactly("91 link");
    assertThat(sent(seldom)).isEmpty();
    now.set(190);
    assertThat(sent(seldom)).containsExactly("200 link");
  }

  @Test
  void forgetsHeldLinksOfADeviceThatIsGone() throws Exception {
    AtomicLong now = new AtomicLong();
    Follower seldom = new Follower(List.of(), 2, SELDOM, now::get);
    seldom.offer(link(1, "a", "b"));
    seldom.offer(Frame.of(new WatchEvent.DeviceRemoved(2, "b"), ProtocolJson.MAPPER));
    now.set(1_000);

    assertThat(sent(seldom)).containsExactly("2 removed");
  }

  @Test
  void beginsAnewWithWhoWantsLinksSeldom() throws Exception {
    hub.join(null, Wish.ALL);
    hub.changed(DEVICE);

    assertThat(sent(hub.join(2L, Wish.of(5_000, true)))).containsExactly("2 snapshot");
  }

  @Test
  void leavesSegmentsOutWhereTheyAreNotWanted() throws Exception {
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
    Frame frame = Frame.of(new WatchEvent.DeviceChanged(1, device), ProtocolJson.MAPPER);
    Follower all = new Follower(List.of(frame), 2, Wish.ALL, System::nanoTime);
    Follower brief = new Follower(List.of(frame), 2, Wish.of(0, false), System::nanoTime);

    assertThat(text(all)).contains("fixed_ms");
    assertThat(text(brief)).contains("device").doesNotContain("fixed_ms");
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
