package org.meitheal.scheduler.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meitheal.core.slo.Counts;
import org.meitheal.core.slo.Selector;
import org.meitheal.core.slo.Slo;
import org.meitheal.protocol.scheduler.AlertView;
import org.meitheal.protocol.scheduler.EventView;
import org.meitheal.scheduler.testing.MovableClock;
import org.meitheal.scheduler.testing.TestDatabase;

class ReplicasIntegrationTests {
  private static final String NAME = "all";

  /** Of today, since the database forgets what is old by its own clock; within a minute. */
  private static final Instant START =
      Instant.now().truncatedTo(ChronoUnit.MINUTES).plusNanos(20_123_456_789L);

  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Slo SLO = new Slo(NAME, Selector.ALL, 0.95, null, Duration.ofDays(30), 10);

  private final List<AlertView> posted = new CopyOnWriteArrayList<>();
  private final String database = TestDatabase.create();
  private Replica one;
  private Replica other;

  @BeforeEach
  void start() {
    one = replica(Duration.ZERO);
    other = replica(Duration.ofMillis(700));
  }

  @Test
  void countsOfBothAddUpAndTheAlertIsPostedOnce() {
    one.miss(6);
    one.tick();
    assertThat(one.firing(NAME)).as("6 are too few").isEmpty();

    other.miss(6);
    other.tick();
    one.tick(PERIOD);
    other.tick(PERIOD);

    assertThat(one.bad(NAME)).isEqualTo(12);
    assertThat(other.bad(NAME)).isEqualTo(12);
    assertThat(one.firing(NAME)).hasSizeGreaterThanOrEqualTo(2).isEqualTo(other.firing(NAME));
    assertPostedOnce(one.firing(NAME));
    assertThat(one.step(NAME)).isEqualTo(1).isEqualTo(other.step(NAME));
    assertThat(events(EventView.OBJECTIVE_STEP)).isEqualTo(1);
    assertThat(events(EventView.ALERT_FIRING)).isEqualTo(one.firing(NAME).size());
  }

  @Test
  void stepsAndEndsAreTakenOnceWhoeverIsFirst() {
    one.miss(12);
    one.tick();
    int fired = posted.size();
    // Once a short window of five minutes: two more steps in 11 minutes, whoever takes them.
    for (int minute = 1; minute <= 11; minute++) {
      one.miss(1);
      one.tick(Duration.ofMinutes(1));
      other.tick(Duration.ofMinutes(1));
    }
    assertThat(one.step(NAME)).isEqualTo(3).isEqualTo(other.step(NAME));
    assertThat(events(EventView.OBJECTIVE_STEP)).isEqualTo(3);

    other.tick(Duration.ofDays(40));
    one.tick(Duration.ofDays(40));

    assertThat(one.firing(NAME)).isEmpty();
    assertThat(posted).hasSize(2 * fired);
    assertThat(one.posted()).doesNotHaveDuplicates();
  }

  @Test
  void whileOneEvaluatesTheOtherShowsWhatWasFound() {
    one.miss(12);
    one.tick();
    int fired = posted.size();
    Map<String, ?> found = one.store.standings();

    other.miss(1);
    boolean mine =
        one.store.evaluate(_ -> {
          CompletableFuture.runAsync(() -> other.tick(PERIOD)).join();
          return Map.of();
        });

    assertThat(mine).isTrue();
    assertThat(one.store.standings()).as("the other stored nothing").isEqualTo(found);
    assertThat(other.bad(NAME)).isEqualTo(13);
    assertThat(other.firing(NAME)).isEqualTo(one.firing(NAME)).hasSize(fired);
    assertThat(other.step(NAME)).isEqualTo(one.step(NAME)).isEqualTo(1);
    assertThat(posted).hasSize(fired);
  }

  @Test
  void clocksThatDifferMakeNoSecondAlert() {
    Replica ahead = replica(Duration.ofSeconds(40));
    ahead.tick();

    one.miss(12);
    one.tick();
    ahead.tick(PERIOD);
    one.tick(PERIOD);
    ahead.tick(PERIOD);

    assertThat(ahead.firing(NAME)).isNotEmpty().isEqualTo(one.firing(NAME));
    assertPostedOnce(one.firing(NAME));
    assertThat(events(EventView.OBJECTIVE_STEP)).isEqualTo(1);
  }

  @Test
  void whatAReplicaFoundAloneOutlivesTheOutage() {
    one.tick();
    other.tick(PERIOD);
    one.database.goAway();
    other.database.goAway();
    other.tick(PERIOD);
    one.clock.move(PERIOD.multipliedBy(2));
    one.miss(12);
    one.tick(PERIOD);
    List<String> alone = one.firing(NAME);
    assertPostedOnce(alone);

    one.database.comeBack();
    other.database.comeBack();
    one.tick(PERIOD);
    other.tick(PERIOD.multipliedBy(5));

    assertThat(other.bad(NAME)).isEqualTo(12);
    assertThat(other.firing(NAME)).isEqualTo(alone);
    assertThat(other.step(NAME)).isEqualTo(1);
    assertPostedOnce(alone);
    assertThat(events(EventView.ALERT_FIRING)).isEqualTo(alone.size());
  }

  @Test
  void whoStopsHandsInItsCountsAndLeavesTheAlertToTheOther() {
    one.miss(12);
    one.keeper.handIn();
    assertThat(posted).isEmpty();

    other.tick();

    assertThat(other.bad(NAME)).isEqualTo(12);
    assertPostedOnce(other.firing(NAME));
  }

  /** Where each locks rows in an order of its own, two that add to the same rows can deadlock. */
  @Test
  void bothAddToTheSameRowsAtTheSameTime() throws InterruptedException {
    Map<String, Map<Long, Counts>> counts =
        LongStream.range(0, 8)
            .boxed()
            .collect(
                Collectors.toMap(
                    series -> "series-" + series,
                    _ ->
                        LongStream.range(0, 20)
                            .boxed()
                            .collect(Collectors.toMap(b -> b, _ -> Counts.ONE_BAD))));
    Map<String, Map<Long, Counts>> reversed = new TreeMap<>(counts).descendingMap();
    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    Thread first = adding(one, counts, failure);
    Thread second = adding(other, reversed, failure);
    first.join();
    second.join();

    assertThat(failure.get()).isNull();
    assertThat(one.store.changed("series-3", 0, Instant.EPOCH))
        .extracting(bucket -> bucket.counts().bad())
        .hasSize(20)
        .containsOnly(20L);
  }

  private static Thread adding(
      Replica replica,
      Map<String, Map<Long, Counts>> counts,
      AtomicReference<RuntimeException> failure) {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            for (int i = 0; i < 10; i++) {
              replica.store.add(counts);
            }
          } catch (RuntimeException failed) {
            failure.set(failed);
          }
        });
  }

  private Replica replica(Duration ahead) {
    return new Replica(List.of(SLO), database, new MovableClock(START.plus(ahead)), posted);
  }

  private void assertPostedOnce(List<String> firing) {
    assertThat(firing).isNotEmpty();
    assertThat(one.posted())
        .containsExactlyElementsOf(firing.stream().map(id -> id + " firing").toList());
  }

  private long events(String kind) {
    return one.database.events().events(null, 100).stream()
        .filter(event -> event.kind().equals(kind))
        .count();
  }
}
