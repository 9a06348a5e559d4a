package org.meitheal.registry.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meitheal.core.fleet.Liveness;

class LivenessRulesTests {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final LivenessRules RULES = new LivenessRules(Duration.ofSeconds(1));

  @ParameterizedTest
  @CsvSource({
    "0, ONLINE",
    "1000, ONLINE",
    "1500, ONLINE",
    "1501, SUSPECT",
    "2499, SUSPECT",
    "2500, OFFLINE",
    "60000, OFFLINE"
  })
  void judgesAHeldLease(long afterMs, Liveness expected) {
    Lease lease = Lease.Held.from(START, Duration.ofMillis(2500));

    assertThat(RULES.judge(lease, START.plusMillis(afterMs)).liveness()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, SUSPECT", "2499, SUSPECT", "2500, OFFLINE"})
  void callsNobodyOfflineBeforeAFullLeaseAfterTheStart(long afterMs, Liveness expected) {
    Lease lease = new Lease.Presumed(START.plusMillis(2500));

    assertThat(RULES.judge(lease, START.plusMillis(afterMs)).liveness()).isEqualTo(expected);
  }

  @Test
  void saysSinceWhen() {
    Lease lease = Lease.Held.from(START, Duration.ofMillis(2500));

    assertThat(RULES.judge(lease, START.plusMillis(2000)).since())
        .isEqualTo(START.plusMillis(1500));
    assertThat(RULES.judge(lease, START.plusSeconds(60)).since()).isEqualTo(START.plusMillis(2500));
  }

  @Test
  void believesAGoodbye() {
    Verdict verdict = RULES.judge(new Lease.Released(START), START);

    assertThat(verdict.liveness()).isEqualTo(Liveness.OFFLINE);
    assertThat(new Lease.Released(START).livesAt(START)).isFalse();
  }

  @Test
  void keepsTheFirstOfEqualVerdicts() {
    Verdict first = new Verdict(Liveness.ONLINE, START, "a");
    Verdict same = new Verdict(Liveness.ONLINE, START.plusSeconds(1), "b");
    Verdict other = new Verdict(Liveness.SUSPECT, START.plusSeconds(2), "c");

    assertThat(first.then(same)).isSameAs(first);
    assertThat(first.then(other)).isSameAs(other);
  }
}
