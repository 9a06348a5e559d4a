package org.meitheal.dashboard.topology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.registry.FleetNews;
import org.meitheal.protocol.registry.LinkView;

/** The links from some ends to others, each link looked at once. */
final class Matrix {
  private final List<End> rows;
  private final List<End> columns;
  private final Map<Integer, Bundle> bundles;

  private Matrix(List<End> rows, List<End> columns, Map<Integer, Bundle> bundles) {
    this.rows = rows;
    this.columns = columns;
    this.bundles = bundles;
  }

  static Matrix of(List<End> rows, List<End> columns, FleetNews news, Instant now) {
    Map<String, Integer> row = index(rows);
    Map<String, Integer> column = index(columns);
    Map<Integer, List<LinkView>> links = new HashMap<>();
    news.links()
        .forEach((key, view) -> {
          Integer r = row.get(key.from());
          Integer c = column.get(key.to());
          if (r != null && c != null) {
            links.computeIfAbsent(r * columns.size() + c, _ -> new ArrayList<>()).add(view);
          }
        });
    Map<Integer, Bundle> bundles = new HashMap<>();
    links.forEach((at, views) -> {
      Bundle bundle =
          Bundle.of(rows.get(at / columns.size()), columns.get(at % columns.size()), views, now);
      if (bundle != null) {
        bundles.put(at, bundle);
      }
    });
    return new Matrix(rows, columns, bundles);
  }

  private static Map<String, Integer> index(List<End> ends) {
    Map<String, Integer> index = new HashMap<>();
    for (int i = 0; i < ends.size(); i++) {
      for (End.Member member : ends.get(i).members()) {
        index.put(member.id(), i);
      }
    }
    return index;
  }

  List<End> rows() {
    return rows;
  }

  List<End> columns() {
    return columns;
  }

  @Nullable Bundle at(int row, int column) {
    return bundles.get(row * columns.size() + column);
  }

  /** Row by row. */
  List<Bundle> known() {
    return bundles.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .toList();
  }
}
