package org.meitheal.worker.helping;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Partition;
import org.meitheal.protocol.execution.Division;
import org.meitheal.protocol.execution.PartClaims;
import org.meitheal.protocol.execution.TicketException;
import org.meitheal.protocol.oip.BufferAllocator;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.protocol.oip.OipHeaders;
import org.meitheal.worker.exchange.Frame;
import org.meitheal.worker.exchange.Terms;
import org.meitheal.worker.model.ImageTensor;
import org.meitheal.worker.model.ImageTensor.Element;
import org.meitheal.worker.model.ServedModel;
import org.meitheal.worker.part.Answers;
import org.meitheal.worker.part.Rows;

/**
 * What a lead sends a helper.
 *
 * @param input of stage 0; null where the part has nothing to do then
 */
record PartRequest(Terms terms, double deadlineMs, List<Frame.Moved> moved, @Nullable Rows input) {
  PartRequest {
    moved = List.copyOf(moved);
  }

  /**
   * Reads all of it, against what the ticket allows.
   *
   * @throws TicketException 403 or 413
   * @throws OipException 400 or 408
   */
  static PartRequest read(
      HttpServletRequest request, PartClaims claims, ServedModel model, BufferAllocator memory)
      throws IOException {
    requireWithin(request.getContentLengthLong(), claims.maxBytes());
    try {
      InputStream body = request.getInputStream();
      Frame frame = Frame.readHead(body, headLength(request));
      Frame.Parameters parameters = frame.parameters();
      if (parameters == null) {
        throw OipException.badRequest("a part's request says how the work is divided");
      }
      Terms terms = terms(parameters.division(), claims, model);
      return new PartRequest(
          terms,
          parameters.deadlineMs(),
          parameters.moved() == null ? List.of() : parameters.moved(),
          input(frame, terms.partition(), claims.part(), body, memory));
    } catch (SocketTimeoutException slow) {
      throw new OipException(408, "the body did not arrive in time");
    } catch (EOFException | IllegalArgumentException malformed) {
      throw OipException.badRequest(String.valueOf(malformed.getMessage()));
    }
  }

  private static Terms terms(String text, PartClaims claims, ServedModel model) {
    if (!Division.sha256(text).equals(claims.divisionSha256())) {
      throw new TicketException("ticket-wrong-division", "the ticket is for another division");
    }
    Division division = Division.parse(text);
    Partition partition = division.toPartition(model.chain());
    Answers.requireJoinable(model, partition);
    Terms terms = Terms.of(text, division, partition);
    if (claims.part() < 1 || claims.part() >= terms.parts()) {
      throw new TicketException("ticket-wrong-part", "the division has no such part to help with");
    }
    return terms;
  }

  private static @Nullable Rows input(
      Frame frame, Partition partition, int part, InputStream body, BufferAllocator memory)
      throws IOException {
    Box box = partition.steps(part).getFirst().input();
    List<Frame.Tensor> tensors = frame.tensors();
    if (tensors.size() != (box.isEmpty() ? 0 : 1)) {
      throw OipException.badRequest("part %d needs other rows of the image".formatted(part));
    }
    if (box.isEmpty()) {
      return null;
    }
    Frame.Tensor tensor = tensors.getFirst();
    Element element = element(tensor.datatype());
    if (!tensor.isOf(0, box, ImageTensor.CHANNELS, element)) {
      throw OipException.badRequest("part %d needs other rows of the image".formatted(part));
    }
    return Frame.readRows(body, box, ImageTensor.CHANNELS, element, memory);
  }

  private static Element element(String datatype) {
    return switch (datatype) {
      case "UINT8" -> Element.UINT8;
      case "FP32" -> Element.FP32;
      default -> throw OipException.badRequest("an image's rows are UINT8 or FP32");
    };
  }

  private static long headLength(HttpServletRequest request) {
    long declared = request.getContentLengthLong();
    Long head = OipHeaders.headerLength(request.getHeader(OipHeaders.HEADER_LENGTH), declared);
    return head == null ? declared : head;
  }

  private static void requireWithin(long declared, long limit) {
    if (declared < 0) {
      throw OipException.badRequest("a part needs a Content-Length");
    }
    if (declared > limit) {
      throw new TicketException(
          "ticket-oversized",
          "the body has %d bytes, the ticket allows %d".formatted(declared, limit));
    }
  }
}
