package org.meitheal.protocol.oip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import tools.jackson.core.JsonGenerator;

/** Writes a tensor's elements as JSON values, flat, into an array that is open. */
final class ElementWriter {
  private ElementWriter() {}

  /**
   * @throws OipException 400 where JSON has no form for them
   */
  static void write(OutputTensor tensor, JsonGenerator out) {
    if (!tensor.datatype().hasJsonForm()) {
      throw needsBinary(tensor, "is " + tensor.datatype());
    }
    if (tensor.datatype() == DataType.BYTES) {
      BytesElements.split(tensor.name(), tensor.data())
          .forEach(element -> out.writeString(new String(element, UTF_8)));
      return;
    }
    ByteBuffer data = tensor.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    while (data.hasRemaining()) {
      element(tensor, data, out);
    }
  }

  private static void element(OutputTensor tensor, ByteBuffer data, JsonGenerator out) {
    switch (tensor.datatype()) {
      case FP32 -> out.writeNumber(finite(tensor, data.getFloat()));
      case FP64 -> out.writeNumber(finite(tensor, data.getDouble()));
      case BOOL -> out.writeBoolean(data.get() != 0);
      case UINT8 -> out.writeNumber(data.get() & 0xFF);
      case INT8 -> out.writeNumber(data.get());
      case UINT16 -> out.writeNumber(data.getShort() & 0xFFFF);
      case INT16 -> out.writeNumber(data.getShort());
      case UINT32 -> out.writeNumber(data.getInt() & 0xFFFF_FFFFL);
      case INT32 -> out.writeNumber(data.getInt());
      case UINT64 -> out.writeNumber(new BigInteger(Long.toUnsignedString(data.getLong())));
      case INT64 -> out.writeNumber(data.getLong());
      case FP16, BF16, BYTES -> throw needsBinary(tensor, "is " + tensor.datatype());
    }
  }

  private static float finite(OutputTensor tensor, float value) {
    if (!Float.isFinite(value)) {
      throw needsBinary(tensor, "has values that are not finite");
    }
    return value;
  }

  private static double finite(OutputTensor tensor, double value) {
    if (!Double.isFinite(value)) {
      throw needsBinary(tensor, "has values that are not finite");
    }
    return value;
  }

  private static OipException needsBinary(OutputTensor tensor, String why) {
    return OipException.badRequest(
        "output '" + tensor.name() + "' " + why + ": JSON has no form for it, ask for binary_data");
  }
}
