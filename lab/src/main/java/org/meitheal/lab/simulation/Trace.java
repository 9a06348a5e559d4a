package org.meitheal.lab.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What the cameras see: for each period and device −1 (nothing), 0 (an object, nothing more to do)
 * or how many heavy classifications follow. Made by the rule that the source gives.
 *
 * @param rows a value for each device
 */
public record Trace(String name, List<List<Integer>> rows) {
  /** Which rule. */
  public enum Rule {
    /** All combinations once, shuffled. */
    UNIFORM,
    /** Mostly one. */
    W1,
    /** Mostly two. */
    W2,
    /** Mostly three. */
    W3,
    /** Mostly four. */
    W4;

    /** Probabilities of −1, 0, 1, 2, 3 and 4. */
    private List<Double> weights() {
      return switch (this) {
        case UNIFORM -> throw new IllegalStateException("combinations, no draws");
        case W1 -> List.of(.05, .05, .4, .2, .2, .1);
        case W2 -> List.of(.05, .05, .2, .4, .2, .1);
        case W3 -> List.of(.05, .05, .1, .2, .4, .2);
        case W4 -> List.of(.05, .05, .1, .2, .2, .4);
      };
    }
  }

  private static final int LEAST = -1;
  private static final int VALUES = 6;
  private static final int ROWS = 1296;

  public Trace {
    rows = List.copyOf(rows);
  }

  /** A trace of the published length. */
  public static Trace of(Rule rule, int devices, long seed) {
    Random random = new Random(seed);
    List<List<Integer>> rows =
        rule == Rule.UNIFORM ? combinations(devices) : drawn(rule.weights(), devices, random);
    if (rule == Rule.UNIFORM) {
      Collections.shuffle(rows, random);
    }
    return new Trace(rule.name().toLowerCase(Locale.ROOT), rows);
  }

  private static List<List<Integer>> combinations(int devices) {
    List<List<Integer>> rows = new ArrayList<>();
    int all = (int) Math.pow(VALUES, devices);
    for (int i = 0; i < all; i++) {
      List<Integer> row = new ArrayList<>();
      for (int rest = i, device = 0; device < devices; device++, rest /= VALUES) {
        row.add(LEAST + rest % VALUES);
      }
      rows.add(List.copyOf(row));
    }
    return rows;
  }

  private static List<List<Integer>> drawn(List<Double> weights, int devices, Random random) {
    List<List<Integer>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      List<Integer> row = new ArrayList<>();
      for (int device = 0; device < devices; device++) {
        row.add(draw(weights, random.nextDouble()));
      }
      rows.add(List.copyOf(row));
    }
    return rows;
  }

  private static int draw(List<Double> weights, double at) {
    double sum = 0;
    for (int i = 0; i < weights.size(); i++) {
      sum += weights.get(i);
      if (at < sum) {
        return LEAST + i;
      }
    }
    return LEAST + weights.size() - 1;
  }
}
