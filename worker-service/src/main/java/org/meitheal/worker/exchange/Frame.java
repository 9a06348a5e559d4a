package org.meitheal.worker.exchange;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Box;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.oip.BufferAllocator;
import org.meitheal.protocol.oip.EncodedResponse;
import org.meitheal.worker.model.ImageTensor.Element;
import org.meitheal.worker.part.ResultForm;
import org.meitheal.worker.part.Rows;
import tools.jackson.core.JacksonException;

/**
 * Rows as they go over the wire: the form of the Open Inference Protocol's binary requests and
 * answers, JSON and then bytes. The image's rows (cut 0) are NCHW, those of later cuts NHWC; a
 * part's own answer, where they are joined, is items × classes.
 *
 * @param inputs of a request; null in an answer
 * @param outputs of an answer; null in a request
 */
public record Frame(
    @Nullable Parameters parameters,
    @Nullable List<Tensor> inputs,
    @Nullable List<Tensor> outputs) {
  /** Bytes that the JSON may have. */
  public static final int MOST_HEAD_BYTES = 256 << 10;

  private static final String ROWS = "rows";
  private static final String ANSWER = "answer";
  private static final int CHUNK = 64 << 10;
  private static final int MOST_TENSORS = 4;

  /**
   * What else a part's request says.
   *
   * @param division as it travels
   * @param deadlineMs left when it was sent
   * @param moved parts that run elsewhere than the division says
   */
  public record Parameters(String division, double deadlineMs, @Nullable List<Moved> moved) {}

  /**
   * @param url of the device that runs it now; null for the lead's
   */
  public record Moved(int part, @Nullable String url) {}

  /** One piece. */
  public record Tensor(
      String name, List<Long> shape, String datatype, TensorParameters parameters) {
    public Tensor {
      shape = List.copyOf(shape);
    }

    public Box box() {
      return BoxText.parse(parameters.box);
    }

    /** Whether it is what a part owes its lead. */
    public boolean isResult(int cut, ResultForm form) {
      if (!form.isAnswer()) {
        return isOf(cut, form.box(), form.channels(), Element.FP32);
      }
      return equals(ofResult(cut, form));
    }

    /** What the piece must be: the shape and type of rows, and as many bytes. */
    public boolean isOf(int cut, Box box, int channels, Element element) {
      return parameters.cut == cut
          && box().equals(box)
          && datatype.equals(element.name())
          && shape.equals(shapeOf(cut, box, channels))
          && parameters.binaryDataSize == Rows.size(box, channels, element);
    }
  }

  /**
   * @param cut where the piece lies
   * @param box which it is: items, rows, columns
   */
  public record TensorParameters(int cut, String box, long binaryDataSize) {}

  /** A part's request. */
  public static Frame ofPart(Parameters parameters, @Nullable Rows input) {
    return new Frame(parameters, input == null ? List.of() : List.of(tensor(0, input)), null);
  }

  /** A neighbour's request. */
  public static Frame ofRows(int cut, Rows rows) {
    return new Frame(null, List.of(tensor(cut, rows)), null);
  }

  /**
   * A part's answer.
   *
   * @param result null where it holds nothing in the end
   */
  public static EncodedResponse answer(int cut, ResultForm form, @Nullable Rows result) {
    List<Tensor> outputs = result == null ? List.of() : List.of(ofResult(cut, form));
    byte[] json = new Frame(null, null, outputs).json();
    List<ByteBuffer> bytes = result == null ? List.of() : List.of(result.bytes());
    return new EncodedResponse(ByteBuffer.wrap(json), (long) json.length, bytes);
  }

  /**
   * @throws IllegalArgumentException if it is no frame
   */
  public static Frame readHead(InputStream in, long bytes) throws IOException {
    if (bytes < 1 || bytes > MOST_HEAD_BYTES) {
      throw new IllegalArgumentException("a frame starts with JSON of up to 256 KiB");
    }
    byte[] json = in.readNBytes((int) bytes);
    try {
      Frame frame = ProtocolJson.MAPPER.readValue(json, Frame.class);
      if (frame != null && frame.tensors().size() <= MOST_TENSORS) {
        return frame;
      }
    } catch (JacksonException malformed) {
      throw new IllegalArgumentException("the frame's JSON has another form", malformed);
    }
    throw new IllegalArgumentException("the frame's JSON has another form");
  }

  /**
   * Reads the bytes of a piece that {@link Tensor#isOf} was found to be right.
   *
   * @throws EOFException if there are fewer
   */
  public static Rows readRows(
      InputStream in, Box box, int channels, Element element, BufferAllocator memory)
      throws IOException {
    int size = Math.toIntExact(Rows.size(box, channels, element));
    ByteBuffer bytes = memory.allocate(size);
    byte[] chunk = new byte[Math.min(CHUNK, size)];
    while (bytes.hasRemaining()) {
      int count = in.read(chunk, 0, Math.min(chunk.length, bytes.remaining()));
      if (count < 0) {
        throw new EOFException("the frame ends early");
      }
      bytes.put(chunk, 0, count);
    }
    return new Rows(box, channels, element, bytes.flip().order(ByteOrder.LITTLE_ENDIAN));
  }

  public List<Tensor> tensors() {
    List<Tensor> all = new ArrayList<>();
    if (inputs != null) {
      all.addAll(inputs);
    }
    if (outputs != null) {
      all.addAll(outputs);
    }
    return all;
  }

  public byte[] json() {
    return ProtocolJson.MAPPER.writeValueAsBytes(this);
  }

  /** A request's body: the JSON, then the rows. */
  public static BodyPublisher body(byte[] json, @Nullable Rows rows) {
    if (rows == null) {
      return BodyPublishers.ofByteArray(json);
    }
    BodyPublisher bytes =
        BodyPublishers.fromPublisher(
            BodyPublishers.ofByteArrays(() -> new Chunks(rows.bytes().duplicate())), rows.size());
    return BodyPublishers.concat(BodyPublishers.ofByteArray(json), bytes);
  }

  private static Tensor ofResult(int cut, ResultForm form) {
    List<Long> shape =
        form.isAnswer()
            ? List.of((long) form.box().items().length(), (long) form.channels())
            : shapeOf(cut, form.box(), form.channels());
    return new Tensor(
        form.isAnswer() ? ANSWER : ROWS,
        shape,
        Element.FP32.name(),
        new TensorParameters(cut, BoxText.of(form.box()), form.bytes()));
  }

  private static Tensor tensor(int cut, Rows rows) {
    return new Tensor(
        ROWS,
        shapeOf(cut, rows.box(), rows.channels()),
        rows.element().name(),
        new TensorParameters(cut, BoxText.of(rows.box()), rows.size()));
  }

  private static List<Long> shapeOf(int cut, Box box, int channels) {
    long items = box.items().length();
    long height = box.rows().length();
    long width = box.columns().length();
    return cut == 0
        ? List.of(items, (long) channels, height, width)
        : List.of(items, height, width, (long) channels);
  }

  /** Copies as it goes: the client takes arrays, rows may lie in native memory. */
  private record Chunks(ByteBuffer left) implements Iterator<byte[]> {
    @Override
    public boolean hasNext() {
      return left.hasRemaining();
    }

    @Override
    public byte[] next() {
      byte[] chunk = new byte[Math.min(CHUNK, left.remaining())];
      left.get(chunk);
      return chunk;
    }
  }
}
