package org.meitheal.registry.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

class WriteBehindTests {
  private final List<List<Integer>> batches = new ArrayList<>();
  private RuntimeException failure;

  @Test
  void writesInBatches() {
    WriteBehind<Integer> queue = queue(5_000);
    for (int i = 0; i < 2_500; i++) {
      queue.add(i);
    }

    queue.flush();

    assertThat(batches).extracting(List::size).containsExactly(1_000, 1_000, 500);
    assertThat(batches.stream().flatMap(List::stream)).hasSize(2_500).isSorted();
    assertThat(queue.counts().written()).isEqualTo(2_500);
  }

  @Test
  void dropsAndCountsWhatFindsTheQueueFull() {
    WriteBehind<Integer> queue = queue(2);

    assertThat(List.of(queue.add(1), queue.add(2), queue.add(3)))
        .containsExactly(true, true, false);

    assertThat(queue.counts().dropped()).isOne();
    assertThat(queue.counts().queued()).isEqualTo(2);
  }

  @Test
  void keepsItsRowsWhileTheDatabaseIsAway() {
    WriteBehind<Integer> queue = queue(10);
    queue.add(1);
    failure = new DataAccessResourceFailureException("away");
    queue.flush();
    queue.add(2);
    queue.flush();
    assertThat(queue.counts().failing()).isTrue();

    failure = null;
    queue.flush();

    assertThat(batches).containsExactly(List.of(1, 2));
    assertThat(queue.counts().failing()).isFalse();
  }

  @Test
  void goesOnAfterRowsThatTheDatabaseRefuses() {
    WriteBehind<Integer> queue = queue(10);
    queue.add(1);
    failure = new DataIntegrityViolationException("no such partition");
    queue.flush();
    failure = null;
    queue.add(2);
    queue.flush();

    assertThat(batches).containsExactly(List.of(2));
    assertThat(queue.counts().refused()).isOne();
  }

  private WriteBehind<Integer> queue(int capacity) {
    return new WriteBehind<>("numbers", capacity, this::write);
  }

  private void write(List<Integer> batch) {
    if (failure != null) {
      throw failure;
    }
    batches.add(List.copyOf(batch));
  }
}
