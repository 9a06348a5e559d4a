package org.meitheal.protocol.oip;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;

/** One JSON value as an element of fixed size. */
final class ElementParser {
  private ElementParser() {}

  /**
   * @param out little-endian, with room for the element
   */
  static void put(JsonParser parser, DataType datatype, ByteBuffer out, String label) {
    switch (datatype) {
      case FP32 -> out.putFloat(number(parser, datatype, label).getFloatValue());
      case FP64 -> out.putDouble(number(parser, datatype, label).getDoubleValue());
      case BOOL -> out.put(bool(parser, label));
      case UINT8 -> out.put((byte) integer(parser, 0, 0xFF, datatype, label));
      case INT8 -> out.put((byte) integer(parser, -128, 127, datatype, label));
      case UINT16 -> out.putShort((short) integer(parser, 0, 0xFFFF, datatype, label));
      case INT16 ->
          out.putShort((short) integer(parser, Short.MIN_VALUE, Short.MAX_VALUE, datatype, label));
      case UINT32 -> out.putInt((int) integer(parser, 0, 0xFFFF_FFFFL, datatype, label));
      case INT32 ->
          out.putInt((int) integer(parser, Integer.MIN_VALUE, Integer.MAX_VALUE, datatype, label));
      case INT64 -> out.putLong(integer(parser, Long.MIN_VALUE, Long.MAX_VALUE, datatype, label));
      case UINT64 -> out.putLong(unsignedLong(parser, label));
      case FP16, BF16, BYTES ->
          throw OipException.badRequest(label + ": " + datatype + " is no JSON number");
    }
  }

  private static JsonParser number(JsonParser parser, DataType datatype, String label) {
    if (!parser.currentToken().isNumeric()) {
      throw wrong(datatype, label);
    }
    return parser;
  }

  private static byte bool(JsonParser parser, String label) {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> 1;
      case VALUE_FALSE -> 0;
      default -> (byte) integer(parser, 0, 1, DataType.BOOL, label);
    };
  }

  private static long integer(
      JsonParser parser, long least, long most, DataType datatype, String label) {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
        || parser.getNumberType() == NumberType.BIG_INTEGER) {
      throw wrong(datatype, label);
    }
    long value = parser.getLongValue();
    if (value < least || value > most) {
      throw wrong(datatype, label);
    }
    return value;
  }

  private static long unsignedLong(JsonParser parser, String label) {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw wrong(DataType.UINT64, label);
    }
    BigInteger value = parser.getBigIntegerValue();
    if (value.signum() < 0 || value.bitLength() > Long.SIZE) {
      throw wrong(DataType.UINT64, label);
    }
    return value.longValue();
  }

  private static OipException wrong(DataType datatype, String label) {
    return OipException.badRequest(label + ": a value of its data is no " + datatype);
  }
}
