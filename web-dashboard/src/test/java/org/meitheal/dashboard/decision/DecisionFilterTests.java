package org.meitheal.dashboard.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.scheduler.DecisionView;

class DecisionFilterTests {
  @Test
  void anAddressHasWhatIsAskedForAndNoMore() {
    DecisionFilter filter = new DecisionFilter("a & b", " ", null, "", "failed", "lab.7");

    assertThat(filter.newest()).isEqualTo("/decisions?model=a+%26+b&state=failed");
    assertThat(filter.older("lab.3"))
        .isEqualTo("/decisions?model=a+%26+b&state=failed&before=lab.3");
    assertThat(filter.query()).isEqualTo("model=a+%26+b&state=failed&before=lab.7&limit=50");
    assertThat(filter.isNarrow()).isTrue();
    assertThat(any("lab.7").isNarrow()).isFalse();
    assertThat(any(null).newest()).isEqualTo("/decisions");
  }

  @Test
  void refusesWhatNothingCanBeLike() {
    assertThatThrownBy(() -> new DecisionFilter(null, null, "moon", null, null, null))
        .hasMessage("placement is one of local, peer, edge, cloud, partitioned");
    assertThatThrownBy(() -> new DecisionFilter("m".repeat(129), null, null, null, null, null))
        .hasMessage("model is too long");
  }

  @Test
  void passesWhatIsLikeIt() {
    List<DecisionView> all = Telling.all(Instant.EPOCH);

    assertThat(all)
        .filteredOn(
            new DecisionFilter(null, "cloud-1", "cloud", "chosen", "completed", null)::matches)
        .extracting(DecisionView::id)
        .containsExactly("lab.4-retried");
    assertThat(all)
        .filteredOn(new DecisionFilter(null, null, null, "infeasible", null, null)::matches)
        .extracting(DecisionView::id)
        .containsExactly("lab.5-refused");
    assertThat(all)
        .filteredOn(any("lab.3")::matches)
        .extracting(DecisionView::id)
        .containsExactly("lab.2-failed", "lab.1-running");
  }

  private static DecisionFilter any(String before) {
    return new DecisionFilter(null, null, null, null, null, before);
  }
}
