package org.meitheal.core.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.meitheal.core.partition.Axis;
import org.meitheal.core.partition.Chain;
import org.meitheal.core.partition.Size;
import org.meitheal.core.partition.SpatialSegment;
import org.meitheal.core.partition.Window;

/** Work, devices and links by a seed. */
final class RandomTeams {
  private final Random random;

  RandomTeams(Random random) {
    this.random = random;
  }

  DivisibleWork work(int segments, int maxSide, int items) {
    List<SpatialSegment> chain = new ArrayList<>();
    int channels = 3;
    for (int i = 0; i < segments; i++) {
      int out = 4 + random.nextInt(30);
      int kernel = 1 + 2 * random.nextInt(3);
      int stride = kernel > 1 && random.nextInt(3) == 0 ? 2 : 1;
      Window window = new Window(kernel, stride, 1, kernel / 2, kernel / 2, false);
      Axis axis = Axis.of(List.of(window));
      double multiplyAdds = (double) channels * out * kernel * kernel / stride / stride;
      chain.add(new SpatialSegment("segment-" + i, channels, out, axis, axis, multiplyAdds));
      channels = out;
    }
    int side = 16 + random.nextInt(maxSide - 15);
    double head = 1e5 * random.nextDouble();
    boolean joinable = random.nextBoolean();
    return new DivisibleWork(
        new Chain(chain), items, new Size(side, side), 1, 4, List.of(head), joinable, 4_000);
  }

  /** A lane each, of different speeds. */
  List<Member> members(int count) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      members.add(member("device-" + i));
    }
    return members;
  }

  Member member(String name) {
    return Teams.device(name)
        .slower(0.3 + 3 * random.nextDouble())
        .fixedMs(0.3 * random.nextDouble())
        .lanes(List.of(random.nextInt(3) == 0 ? 20 * random.nextDouble() : 0))
        .cell("cell-" + random.nextInt(2))
        .member();
  }

  /** Every division is better than the best single device. */
  SplitRequest request(DivisibleWork work, List<Member> members) {
    return new SplitRequest(
        work,
        members.getFirst(),
        members.subList(1, members.size()),
        Teams.links(
            members, Teams.link(0.5 + 5 * random.nextDouble(), 5e6 * (1 + random.nextInt(8)))),
        1e9,
        true);
  }
}
