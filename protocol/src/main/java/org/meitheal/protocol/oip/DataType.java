package org.meitheal.protocol.oip;

/** The protocol's element types. In binary all are little-endian. */
public enum DataType {
  /** One byte, 0 or 1. */
  BOOL(1),
  UINT8(1),
  UINT16(2),
  UINT32(4),
  UINT64(8),
  INT8(1),
  INT16(2),
  INT32(4),
  INT64(8),
  FP16(2),
  FP32(4),
  FP64(8),
  BF16(2),
  /** Each element a 4-byte length and that many bytes. */
  BYTES(0);

  private final int byteSize;

  DataType(int byteSize) {
    this.byteSize = byteSize;
  }

  /** Of one element; 0 for {@link #BYTES}, whose elements differ. */
  public int byteSize() {
    return byteSize;
  }

  public boolean hasFixedSize() {
    return byteSize > 0;
  }

  /** Whether it may be an array of JSON values; FP16 and BF16 travel in binary only. */
  public boolean hasJsonForm() {
    return this != FP16 && this != BF16;
  }

  /**
   * @throws OipException 400 for a name that is none of these
   */
  public static DataType parse(String name) {
    for (DataType type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw OipException.badRequest("unknown datatype '" + Texts.shorten(name) + "'");
  }
}
