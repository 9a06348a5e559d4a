package org.meitheal.worker.classification;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.Classification;
import org.meitheal.protocol.execution.Classification.Label;
import org.meitheal.protocol.execution.Receipt;
import org.meitheal.protocol.model.ModelManifest;
import org.meitheal.worker.inference.InferenceException;
import org.meitheal.worker.inference.InferenceException.Kind;
import org.meitheal.worker.model.Logits;
import org.meitheal.worker.model.ServedModel;

/** Makes labels of one item's logits. */
public final class Classes {
  private static final int TOP = 5;

  private Classes() {}

  /**
   * @throws InferenceException if the model's outputs are no classes
   */
  public static void requireLabels(ModelManifest model) {
    if (!model.hasLabels()) {
      throw new InferenceException(
          Kind.NO_LABELS,
          "model '%s' has no labels: /v2/models/%s/infer answers with its %s"
              .formatted(model.name(), model.name(), model.output().name()));
    }
  }

  /** The likeliest five, best first. The model has labels. */
  public static Classification of(ServedModel model, Logits logits, @Nullable Receipt receipt) {
    double[] scores = softmax(logits.values(), logits.classes());
    List<Label> labels =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
            .limit(TOP)
            .map(i -> new Label(i, model.labels().get(i), scores[i]))
            .toList();
    return new Classification(model.manifest().name(), model.manifest().version(), labels, receipt);
  }

  /** Of the first {@code classes} values; the largest is taken off, so that none overflows. */
  static double[] softmax(float[] logits, int classes) {
    double largest = IntStream.range(0, classes).mapToDouble(i -> logits[i]).max().orElse(0);
    double[] scores =
        IntStream.range(0, classes).mapToDouble(i -> Math.exp(logits[i] - largest)).toArray();
    double sum = java.util.Arrays.stream(scores).sum();
    for (int i = 0; i < classes; i++) {
      scores[i] /= sum;
    }
    return scores;
  }
}
