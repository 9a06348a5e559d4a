package org.meitheal.worker.oip;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.meitheal.protocol.oip.BufferAllocator;
import org.meitheal.protocol.oip.ContentEncodings;
import org.meitheal.protocol.oip.DataType;
import org.meitheal.protocol.oip.EncodedResponse;
import org.meitheal.protocol.oip.InferHead;
import org.meitheal.protocol.oip.InferRequest;
import org.meitheal.protocol.oip.InferRequestReader;
import org.meitheal.protocol.oip.InferResponse;
import org.meitheal.protocol.oip.InferResponseWriter;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.protocol.oip.OipHeaders;
import org.meitheal.protocol.oip.OutputTensor;
import org.meitheal.protocol.oip.TensorMetadata;
import org.meitheal.worker.model.Logits;
import org.meitheal.worker.model.ServedModel;
import org.springframework.http.HttpHeaders;

/** Requests and answers of the Open Inference Protocol as they lie in HTTP. */
public final class InferExchange {
  private InferExchange() {}

  /**
   * Reads a whole request.
   *
   * @param limit bytes that its body may have, inflated
   * @throws OipException with the status that its error has
   */
  public static InferRequest read(
      HttpServletRequest request, ServedModel model, long limit, BufferAllocator memory)
      throws IOException {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    long declared = request.getContentLengthLong();
    requireWithin(declared, limit);
    long length = ContentEncodings.isCompressed(encoding) ? -1 : declared;
    Long headerLength =
        OipHeaders.headerLength(request.getHeader(OipHeaders.HEADER_LENGTH), length);
    try (InputStream body = ContentEncodings.decode(request.getInputStream(), encoding, limit)) {
      InferRequest read =
          new InferRequestReader(limit, memory).read(body, headerLength, length, rawInput(model));
      InferResponseWriter.requireOutputs(read.head(), List.of(model.manifest().output().name()));
      return read;
    } catch (SocketTimeoutException slow) {
      throw new OipException(408, "the body did not arrive in time");
    }
  }

  /**
   * @throws OipException 413 for a body that is declared longer than the limit
   */
  public static void requireWithin(long declaredLength, long limit) {
    if (declaredLength > limit) {
      throw new OipException(
          413, "the body has %d bytes, at most %d are taken".formatted(declaredLength, limit));
    }
  }

  /**
   * The answer as the request wants it.
   *
   * @param parameters of the answer, flat
   */
  public static EncodedResponse answer(
      ServedModel model, InferHead request, Logits logits, Map<String, Object> parameters) {
    ByteBuffer data =
        ByteBuffer.allocate(logits.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(logits.values());
    OutputTensor output =
        new OutputTensor(
            model.manifest().output().name(),
            DataType.FP32,
            List.of((long) logits.items(), (long) logits.classes()),
            data);
    return InferResponseWriter.write(
        new InferResponse(
            model.manifest().name(),
            model.manifest().version(),
            request.id(),
            parameters,
            List.of(output)),
        request);
  }

  /** Sends it with its headers. */
  public static void write(EncodedResponse answer, HttpServletResponse response)
      throws IOException {
    response.setContentType(answer.contentType());
    response.setContentLengthLong(answer.contentLength());
    if (answer.headerLength() != null) {
      response.setHeader(OipHeaders.HEADER_LENGTH, answer.headerLength().toString());
    }
    answer.writeTo(response.getOutputStream());
  }

  private static TensorMetadata rawInput(ServedModel model) {
    var input = model.manifest().input();
    return new TensorMetadata(input.name(), input.datatype(), input.shape());
  }
}
