package org.meitheal.core.split;

import java.util.List;

/**
 * A request, at the moment of a snapshot.
 *
 * @param lead holds the input and answers
 * @param helpers others that may take part
 * @param links between lead and helpers, and between helpers, where they are known
 * @param bestSingleMs expected completion on the best single device, from the same moment on
 * @param dividedBefore whether the last request of this kind was divided
 */
public record SplitRequest(
    DivisibleWork work,
    Member lead,
    List<Member> helpers,
    List<PairLink> links,
    double bestSingleMs,
    boolean dividedBefore) {
  public SplitRequest {
    helpers = List.copyOf(helpers);
    links = List.copyOf(links);
    if (!(bestSingleMs > 0)) {
      throw new IllegalArgumentException("no time of a single device: " + bestSingleMs);
    }
    long distinct = helpers.stream().map(Member::device).distinct().count();
    if (distinct < helpers.size()
        || helpers.stream().anyMatch(helper -> helper.device().equals(lead.device()))) {
      throw new IllegalArgumentException("a device takes part once only");
    }
  }
}
