package org.meitheal.core.link.regime;

import java.util.Random;

/** Round trips around one level as links make them; medians about {@code levelMs}. */
enum Noise {
  LOG_NORMAL {
    @Override
    double sample(double levelMs, Random random) {
      return levelMs * Math.exp(0.2 * random.nextGaussian());
    }
  },
  /** One in ten is held up, by up to fifty times. */
  SPIKES {
    @Override
    double sample(double levelMs, Random random) {
      double quiet = levelMs * Math.exp(0.05 * random.nextGaussian());
      return random.nextInt(10) == 0 ? quiet * (1 + 49 * random.nextDouble()) : quiet;
    }
  },
  /** No mean, let alone a variance. */
  PARETO {
    @Override
    double sample(double levelMs, Random random) {
      return levelMs / 2 / (1 - random.nextDouble());
    }
  },
  /** Three in ten take another way, twice as long. */
  TWO_WAYS {
    @Override
    double sample(double levelMs, Random random) {
      double way = random.nextInt(10) < 3 ? 2 : 1;
      return way * levelMs * (0.9 + 0.2 * random.nextDouble());
    }
  },
  /** A clock that counts whole milliseconds. */
  COARSE {
    @Override
    double sample(double levelMs, Random random) {
      return Math.rint(levelMs * Math.exp(0.1 * random.nextGaussian()));
    }
  };

  abstract double sample(double levelMs, Random random);

  double[] series(int samples, double levelMs, Random random) {
    return random.doubles(samples).map(_ -> sample(levelMs, random)).toArray();
  }
}
