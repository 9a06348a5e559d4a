package org.meitheal.lab.bench;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.meitheal.lab.client.TensorRequest;

/**
 * Requests whose shape is another almost every time, odd sides and oblong ones among them, in an
 * order that is the same in each run. Most are small, so that thousands take minutes.
 */
final class ChangingShapes {
  private static final long SEED = 19;

  /** Height and width. */
  private static final int[][] SHAPES = {
    {32, 32},
    {33, 47},
    {40, 40},
    {47, 61},
    {48, 64},
    {56, 40},
    {57, 57},
    {64, 64},
    {65, 33},
    {71, 89},
    {80, 80},
    {83, 49},
    {96, 96},
    {97, 131},
    {112, 112},
    {128, 72},
    {161, 113},
    {225, 319},
    {320, 320}
  };

  private final List<TensorRequest> requests;
  private final Random random = new Random(SEED);

  /**
   * @param parameters of each request, as JSON members
   */
  ChangingShapes(String parameters) {
    IntFunction<TensorRequest> request =
        i -> new TensorRequest(SHAPES[i][0], SHAPES[i][1], parameters);
    this.requests = IntStream.range(0, SHAPES.length).mapToObj(request).toList();
  }

  int count() {
    return requests.size();
  }

  TensorRequest next() {
    return requests.get(random.nextInt(requests.size()));
  }
}
