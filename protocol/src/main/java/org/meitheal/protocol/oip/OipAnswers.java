package org.meitheal.protocol.oip;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.Receipt;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Adds a receipt to an answer on its way: the JSON is rewritten as it streams by, tensors are not.
 */
public final class OipAnswers {
  /** Up to here a JSON answer is held, so that its length can be declared. */
  private static final int HELD = 1 << 20;

  private OipAnswers() {}

  /**
   * An answer with its receipt.
   *
   * @param headerLength of its JSON; null where there is no binary part
   * @param contentLength of the whole; −1 where only writing it will tell
   */
  public record WithReceipt(@Nullable Long headerLength, long contentLength, Body body) {
    /** Writes the whole body, once. */
    public void writeTo(OutputStream out) throws IOException {
      body.writeTo(out);
    }
  }

  /** What writes itself to a stream. */
  @FunctionalInterface
  public interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Merges the receipt's flat keys into the answer's {@code parameters}; other keys stay.
   *
   * @param answer a worker's; read when the result is written (JSON beyond 1 MB, tensors) or at
   *     once
   * @param headerLength as the worker said; null where the answer is plain JSON
   * @param contentLength as the worker said; −1 where unknown
   * @throws OipException 502 if the answer is no answer
   * @throws IOException if the stream fails
   */
  public static WithReceipt withReceipt(
      InputStream answer, @Nullable Long headerLength, long contentLength, Receipt receipt)
      throws IOException {
    Map<String, Object> flat = flat(receipt);
    if (headerLength != null) {
      return binary(answer, headerLength, contentLength, flat);
    }
    byte[] start = answer.readNBytes(HELD + 1);
    if (start.length <= HELD) {
      byte[] json = rewrite(start, flat);
      return new WithReceipt(null, json.length, out -> out.write(json));
    }
    InputStream whole = new java.io.SequenceInputStream(new ByteArrayInputStream(start), answer);
    return new WithReceipt(null, -1, out -> rewrite(OipJson.parser(whole), out, flat));
  }

  /** The keys of a receipt as OIP parameters, in their order; what is null is left out. */
  public static Map<String, Object> flat(Receipt receipt) {
    Map<String, Object> flat = new LinkedHashMap<>();
    put(flat, "decision_id", receipt.decisionId());
    put(flat, "placement", receipt.placement());
    put(flat, "devices", receipt.devices());
    put(flat, "parts", receipt.parts());
    put(flat, "predicted_ms", receipt.predictedMs());
    put(flat, "actual_ms", receipt.actualMs());
    put(flat, "deadline_met", receipt.deadlineMet());
    put(flat, "attempts", receipt.attempts());
    return flat;
  }

  private static void put(Map<String, Object> flat, String name, @Nullable Object value) {
    if (value != null) {
      flat.put(name, value);
    }
  }

  private static WithReceipt binary(
      InputStream answer, long headerLength, long contentLength, Map<String, Object> receipt)
      throws IOException {
    if (headerLength < 1
        || headerLength > InferHeadReader.MAX_HEADER_BYTES
        || (contentLength >= 0 && headerLength > contentLength)) {
      throw malformed();
    }
    byte[] header = answer.readNBytes((int) headerLength);
    if (header.length < headerLength) {
      throw malformed();
    }
    byte[] json = rewrite(header, receipt);
    long length = contentLength < 0 ? -1 : contentLength - headerLength + json.length;
    return new WithReceipt(
        (long) json.length,
        length,
        out -> {
          out.write(json);
          answer.transferTo(out);
        });
  }

  private static byte[] rewrite(byte[] json, Map<String, Object> receipt) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + 512);
    rewrite(OipJson.parser(json, 0, json.length), out, receipt);
    return out.toByteArray();
  }

  private static void rewrite(JsonParser source, OutputStream sink, Map<String, Object> receipt)
      throws IOException {
    try (JsonParser in = source;
        JsonGenerator out = OipJson.generator(sink)) {
      copy(in, out, receipt);
      out.flush();
    } catch (tools.jackson.core.exc.JacksonIOException io) {
      throw io.getCause();
    } catch (JacksonException | OipException another) {
      throw malformed();
    }
  }

  private static void copy(JsonParser in, JsonGenerator out, Map<String, Object> receipt) {
    boolean merged = false;
    require(in.nextToken() == JsonToken.START_OBJECT);
    out.writeStartObject();
    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = in.currentName();
      if (key.equals("outputs") && !merged) {
        merge(null, out, receipt);
        merged = true;
      }
      in.nextToken();
      if (key.equals("parameters") && !merged) {
        merge(in, out, receipt);
        merged = true;
      } else {
        out.writeName(key);
        JsonCopy.value(in, out);
      }
    }
    if (!merged) {
      merge(null, out, receipt);
    }
    out.writeEndObject();
    require(in.nextToken() == null);
  }

  /** What the worker said under other names stays; the receipt's own names are ours. */
  private static void merge(
      @Nullable JsonParser in, JsonGenerator out, Map<String, Object> receipt) {
    out.writeObjectPropertyStart("parameters");
    if (in != null) {
      require(in.currentToken() == JsonToken.START_OBJECT);
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        String key = in.currentName();
        in.nextToken();
        if (receipt.containsKey(key)) {
          in.skipChildren();
        } else {
          out.writeName(key);
          JsonCopy.value(in, out);
        }
      }
    }
    FlatParameters.write(receipt, out);
    out.writeEndObject();
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw malformed();
    }
  }

  private static OipException malformed() {
    return new OipException(502, "the worker's answer is malformed");
  }
}
