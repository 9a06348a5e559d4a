package org.meitheal.protocol.oip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An answer and a request have the same frame, so what the writer writes the reader must read back:
 * random tensors of every type and shape, JSON and binary mixed, on heap and direct.
 */
class RoundTripTests {
  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void readsBackWhatWasWritten(int seed) throws IOException {
    Random random = new Random(seed);
    List<OutputTensor> tensors = new ArrayList<>();
    List<RequestedOutput> wanted = new ArrayList<>();
    for (int index = 0; index <= random.nextInt(4); index++) {
      OutputTensor tensor = tensor("t" + index, random);
      tensors.add(tensor);
      boolean binary = !tensor.datatype().hasJsonForm() || random.nextBoolean();
      wanted.add(new RequestedOutput(tensor.name(), Map.of("binary_data", binary)));
    }
    InferHead head = new InferHead(null, Map.of(), List.of(), wanted);
    EncodedResponse encoded =
        InferResponseWriter.write(new InferResponse("m", "1", "id", Map.of(), tensors), head);

    byte[] body = bodyAsRequest(encoded);
    long headerGrowth = body.length - encoded.contentLength();
    Long headerLength =
        encoded.headerLength() == null ? null : (Long) (encoded.headerLength() + headerGrowth);
    BufferAllocator allocator =
        random.nextBoolean() ? ByteBuffer::allocate : ByteBuffer::allocateDirect;
    InferRequest read =
        new InferRequestReader(1 << 20, allocator)
            .read(
                new ByteArrayInputStream(body),
                headerLength,
                random.nextBoolean() ? body.length : -1,
                null);

    assertThat(read.inputs()).hasSameSizeAs(tensors);
    for (int index = 0; index < tensors.size(); index++) {
      InputTensor actual = read.inputs().get(index);
      OutputTensor expected = tensors.get(index);
      assertThat(actual.name()).isEqualTo(expected.name());
      assertThat(actual.datatype()).isEqualTo(expected.datatype());
      assertThat(actual.shape()).isEqualTo(expected.shape());
      assertThat(Bodies.bytes(actual.data())).isEqualTo(Bodies.bytes(expected.data()));
    }
  }

  /** "outputs" becomes "inputs"; the lengths differ by one. */
  private static byte[] bodyAsRequest(EncodedResponse encoded) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    encoded.writeTo(out);
    assertThat(out.size()).isEqualTo((int) encoded.contentLength());
    String text = out.toString(java.nio.charset.StandardCharsets.ISO_8859_1);
    return text.replaceFirst("\"outputs\"", "\"inputs\"")
        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private static OutputTensor tensor(String name, Random random) {
    DataType datatype = DataType.values()[random.nextInt(DataType.values().length)];
    List<Long> shape = random.longs(random.nextInt(5), 0, 6).boxed().toList();
    int elements = (int) shape.stream().mapToLong(size -> size).reduce(1, Math::multiplyExact);
    return new OutputTensor(name, datatype, shape, data(datatype, elements, random));
  }

  private static ByteBuffer data(DataType datatype, int elements, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int element = 0; element < elements; element++) {
      ByteBuffer one = Bodies.littleEndian(64);
      switch (datatype) {
        case BOOL -> one.put((byte) random.nextInt(2));
        case FP32 ->
            one.putFloat((float) (random.nextGaussian() * Math.pow(10, random.nextInt(60) - 30)));
        case FP64 -> one.putDouble(random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300));
        case BYTES -> {
          byte[] text =
              "ä\"\\\n€"
                  .repeat(random.nextInt(4))
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8);
          one.putInt(text.length).put(text);
        }
        default -> {
          byte[] raw = new byte[datatype.byteSize()];
          random.nextBytes(raw);
          one.put(raw);
        }
      }
      out.writeBytes(Bodies.bytes(one.flip()));
    }
    return ByteBuffer.wrap(out.toByteArray());
  }
}
