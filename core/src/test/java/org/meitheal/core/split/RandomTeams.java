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
      chain.add(random.nextBoolean() ? layer(i, channels, out) : pieces(i, channels, out));
      channels = out;
    }
    int side = 16 + random.nextInt(maxSide - 15);
    double head = 1e5 * random.nextDouble();
    boolean joinable = random.nextBoolean();
    return new DivisibleWork(
        new Chain(chain), items, new Size(side, side), 1, 4, List.of(head), joinable, 4_000);
  }

  private SpatialSegment layer(int number, int channels, int out) {
    Window window = window();
    Axis axis = Axis.of(List.of(window));
    double perInput = multiplyAdds(window, channels, out) / window.stride() / window.stride();
    return new SpatialSegment("segment-" + number, channels, out, axis, axis, perInput);
  }

  /** Two layers, with methods for pieces; at times in a branch, beside another one. */
  private SpatialSegment pieces(int number, int channels, int out) {
    List<Window> windows = List.of(window(), window());
    double first = multiplyAdds(windows.getFirst(), channels, out);
    double second = multiplyAdds(windows.getLast(), out, out);
    double firstJump = windows.getFirst().stride();
    double jump = firstJump * windows.getLast().stride();
    double beside = jump == 1 && random.nextBoolean() ? channels * out : 0;
    double perInput = first / firstJump / firstJump + second / jump / jump + beside;
    Axis of = Axis.of(windows);
    Axis axis = new Axis(of.stride(), of.reach(), of.before(), windows, beside > 0);
    return new SpatialSegment(
        "segment-" + number,
        channels,
        out,
        axis.inPieces(),
        axis,
        perInput,
        List.of(first, second));
  }

  private Window window() {
    int kernel = 1 + 2 * random.nextInt(3);
    int stride = kernel > 1 && random.nextInt(3) == 0 ? 2 : 1;
    return new Window(kernel, stride, 1, kernel / 2, kernel / 2, false);
  }

  private static double multiplyAdds(Window window, int channels, int out) {
    return (double) channels * out * window.kernel() * window.kernel();
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
