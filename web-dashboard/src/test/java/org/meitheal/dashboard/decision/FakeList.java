package org.meitheal.dashboard.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.Page;

/** Lists decisions as the scheduler does. */
public final class FakeList {
  private FakeList() {}

  public static Page<DecisionView> answer(List<DecisionView> all, URI asked) {
    Map<String, String> parameters = parameters(asked.getRawQuery());
    DecisionFilter filter =
        new DecisionFilter(
            parameters.get("model"),
            parameters.get("device"),
            parameters.get("placement"),
            parameters.get("outcome"),
            parameters.get("state"),
            parameters.get("before"));
    int limit = Integer.parseInt(parameters.getOrDefault("limit", "50"));
    List<DecisionView> page =
        all.stream()
            .filter(filter::matches)
            .sorted(Comparator.comparing(DecisionView::id).reversed())
            .limit(limit)
            .toList();
    return new Page<>(page, page.size() < limit ? null : page.getLast().id());
  }

  private static Map<String, String> parameters(String query) {
    return query == null
        ? Map.of()
        : Arrays.stream(query.split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
  }
}
