package org.meitheal.dashboard.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.registry.LinkView;

class BundleTests {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final End A = node("a");
  private static final End B = node("b");

  @Test
  void whatWasNeverMeasuredIsUnknown() {
    assertThat(Bundle.of(A, B, List.of(), NOW)).isNull();
    assertThat(Bundle.of(A, B, List.of(link(null, 0, 0, 0)), NOW)).isNull();
  }

  @Test
  void oneLinkSaysHowItIs() {
    Bundle live = Bundle.of(A, B, List.of(link(5.0, 0, 0, 1)), NOW);

    assertThat(live.isOneLink()).isTrue();
    assertThat(live.step()).isEqualTo("s2");
    assertThat(live.line()).isEqualTo("fast");
    assertThat(live.words()).isEqualTo("a to b: 5.0 ms");
    assertThat(Bundle.of(A, B, List.of(link(5.0, 9, 2, 31)), NOW).line()).isEqualTo("fast stale");
    assertThat(Bundle.of(A, B, List.of(link(5.0, 9, 2, 31)), NOW).words())
        .isEqualTo("a to b: 5.0 ms, stale");
  }

  @Test
  void threeLostInARowOrNeverAnAnswerIsCut() {
    for (LinkView link : List.of(link(5.0, 9, 3, 1), link(null, 1, 1, 1))) {
      Bundle cut = Bundle.of(A, B, List.of(link), NOW);

      assertThat(cut.isCut()).isTrue();
      assertThat(cut.step()).isEqualTo("cut");
      assertThat(cut.line()).isEqualTo("cut");
      assertThat(cut.words()).isEqualTo("a to b: cut");
    }
  }

  @Test
  void ofSeveralTheMiddleOneCountsAndTheWorstIsNamed() {
    Bundle bundle =
        Bundle.of(
            A,
            B,
            List.of(
                link(9.0, 0, 0, 1), link(4.0, 0, 0, 1), link(200.0, 0, 0, 1), link(7.0, 5, 5, 1)),
            NOW);

    assertThat(bundle.medianMs()).isEqualTo(9.0);
    assertThat(bundle.worst()).isEqualTo("200 ms");
    assertThat(bundle.state()).isEqualTo("1 cut of 4");
    assertThat(bundle.isPartlyCut()).isTrue();
    assertThat(bundle.words())
        .isEqualTo("a to b: 9.0 ms median of 4 links, worst 200 ms, 1 cut of 4");
  }

  private static End node(String id) {
    return new End(id, "device/x", id, End.Kind.DEVICE, List.of(new End.Member(id, "good")));
  }

  private static LinkView link(@Nullable Double ms, long lost, long inARow, int secondsAgo) {
    return new LinkView(
        "a", "b", List.of(), List.of(), ms, null, lost, inARow, NOW.minusSeconds(secondsAgo));
  }
}
