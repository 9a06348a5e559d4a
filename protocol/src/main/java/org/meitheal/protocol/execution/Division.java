package org.meitheal.protocol.execution;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Chain;
import org.meitheal.core.partition.Ending;
import org.meitheal.core.partition.Interval;
import org.meitheal.core.partition.Layout;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Size;
import org.meitheal.core.partition.Stage;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.model.Sha256;
import tools.jackson.core.JacksonException;

/**
 * How an execution is divided, as all who take part are told. It travels as text, unchanged, and
 * tickets carry that text's SHA-256.
 *
 * @param ending how the parts' results become the answer
 * @param parts by number; 0 is the lead. One device may run several
 */
public record Division(
    int items,
    int height,
    int width,
    List<DividedStage> stages,
    Ending ending,
    List<DividedPart> parts) {
  private static final int BOX_NUMBERS = 6;
  private static final int MOST_PARTS = 64;

  public Division {
    stages = List.copyOf(stages);
    parts = List.copyOf(parts);
  }

  /**
   * @param first segment
   * @param end segment, exclusive
   * @param boxes by part: first and end item, first and end row, first and end column; empty where
   *     the part has nothing to do
   */
  public record DividedStage(int first, int end, List<List<Integer>> boxes) {}

  /**
   * @param url where neighbours reach it
   */
  public record DividedPart(String device, String url) {}

  public static Division of(Partition partition, List<DividedPart> parts) {
    List<DividedStage> stages = new ArrayList<>();
    for (Stage stage : partition.stages()) {
      List<List<Integer>> boxes = stage.outputs().boxes().stream().map(Division::numbers).toList();
      stages.add(new DividedStage(stage.first(), stage.end(), boxes));
    }
    Size image = partition.image();
    return new Division(
        partition.items(), image.height(), image.width(), stages, partition.ending(), parts);
  }

  /**
   * @throws IllegalArgumentException if it is none, in a sentence
   */
  public static Division parse(String text) {
    try {
      Division division = ProtocolJson.MAPPER.readValue(text, Division.class);
      if (division != null) {
        return division;
      }
    } catch (JacksonException malformed) {
      throw new IllegalArgumentException("the division has another form", malformed);
    }
    throw new IllegalArgumentException("there is no division");
  }

  /**
   * @throws IllegalArgumentException if it divides nothing, or not this chain
   */
  public Partition toPartition(Chain chain) {
    if (items < 1 || parts.isEmpty() || parts.size() > MOST_PARTS) {
      throw new IllegalArgumentException("a division has items and at most 64 parts");
    }
    List<Stage> partitioned = new ArrayList<>();
    for (DividedStage stage : stages) {
      if (stage.boxes().size() != parts.size()) {
        throw new IllegalArgumentException("a stage has not one box for each part");
      }
      Layout outputs = new Layout(stage.boxes().stream().map(Division::box).toList());
      partitioned.add(new Stage(stage.first(), stage.end(), outputs));
    }
    return new Partition(chain, items, new Size(height, width), partitioned, ending);
  }

  public String text() {
    return ProtocolJson.MAPPER.writeValueAsString(this);
  }

  /** Of the text as it travels, in lower-case hexadecimal. */
  public static String sha256(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Integer> numbers(Box box) {
    return box.isEmpty()
        ? List.of()
        : List.of(
            box.items().from(),
            box.items().to(),
            box.rows().from(),
            box.rows().to(),
            box.columns().from(),
            box.columns().to());
  }

  private static Box box(List<Integer> numbers) {
    if (numbers.isEmpty()) {
      return Box.EMPTY;
    }
    if (numbers.size() != BOX_NUMBERS) {
      throw new IllegalArgumentException("a box has six numbers, or none");
    }
    return new Box(
        new Interval(numbers.get(0), numbers.get(1)),
        new Interval(numbers.get(2), numbers.get(3)),
        new Interval(numbers.get(4), numbers.get(5)));
  }
}
