package org.meitheal.scheduler.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.scheduler.ExecutionView;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

class WriteBehindTests {
  private final List<String> written = new ArrayList<>();
  private boolean away;

  private final WriteBehind writes =
      new WriteBehind(
          3,
          rows -> {
            if (away) {
              throw new DataAccessResourceFailureException("away");
            }
            if (rows.stream().anyMatch(row -> row.id().equals("bad"))) {
              throw new DataIntegrityViolationException("bad");
            }
            rows.forEach(row -> written.add(row.id()));
          });

  @Test
  void rowsWaitWhileTheDatabaseIsAway() {
    away = true;
    writes.offer(row("a"));
    writes.flush();
    writes.offer(row("b"));
    writes.flush();
    assertThat(writes.status().trouble()).isNotNull();

    away = false;
    writes.flush();

    assertThat(written).containsExactly("a", "b");
    assertThat(writes.status().trouble()).isNull();
    assertThat(writes.status().written()).isEqualTo(2);
  }

  @Test
  void whatDoesNotFitIsLostAndCounted() {
    for (String id : List.of("a", "b", "c", "d", "e")) {
      writes.offer(row(id));
    }
    writes.flush();

    assertThat(written).containsExactly("a", "b", "c");
    assertThat(writes.status().overflowed()).isEqualTo(2);
  }

  @Test
  void aRowThatCannotBeWrittenDoesNotKeepTheOthers() {
    writes.offer(row("a"));
    writes.offer(row("bad"));
    writes.offer(row("b"));
    writes.flush();

    assertThat(written).containsExactly("a", "b");
    assertThat(writes.status().rejected()).isEqualTo(1);
  }

  private static Recorded row(String id) {
    return new Recorded.Execution(
        new ExecutionView(
            id,
            "d",
            "m",
            "completed",
            null,
            null,
            1,
            100,
            null,
            null,
            null,
            null,
            null,
            null,
            Instant.EPOCH));
  }
}
