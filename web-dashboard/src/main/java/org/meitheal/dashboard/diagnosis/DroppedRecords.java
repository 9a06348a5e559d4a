package org.meitheal.dashboard.diagnosis;

import java.util.Comparator;
import java.util.List;
import org.meitheal.dashboard.diagnosis.Known.Queue;

/** Queues of records that lose some, so that the record has gaps. */
final class DroppedRecords implements Diagnosis {
  @Override
  public List<Problem> of(Known known) {
    return known.queues().stream()
        .filter(queue -> queue.lately() > 0 || queue.failing())
        .sorted(Comparator.comparingLong(Queue::lately).reversed())
        .map(DroppedRecords::problem)
        .toList();
  }

  private static Problem problem(Queue queue) {
    String place = "%s's queue of %s".formatted(queue.service(), queue.name());
    String counts =
        "%d dropped in the last 10 min, %d since the service began; %d wait now."
            .formatted(queue.lately(), queue.dropped(), queue.waiting());
    return queue.lately() > 0
        ? Problem.bad(place + " drops records", counts, "#sources", "See the services")
        : Problem.doubtful(
            place + " cannot be written",
            "Writing fails, and what waits will be dropped once the queue is full. " + counts,
            "#sources",
            "See the services");
  }
}
