package org.meitheal.worker.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Transfer;
import org.meitheal.protocol.execution.TicketException;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.protocol.oip.OipHeaders;
import org.meitheal.worker.exchange.SenderTickets.Sender;
import org.meitheal.worker.memory.MemoryExhaustedException;
import org.meitheal.worker.memory.MemoryLease;
import org.meitheal.worker.model.ImageTensor.Element;
import org.meitheal.worker.part.Rows;

/**
 * Takes a neighbour's rows in. Once a part of the attempt runs here, only what its division owes is
 * taken; what comes before waits, within bounds, until somebody can say so.
 */
final class RowsReception {
  private static final int GONE = 410;
  private static final long EARLY_BYTES = 32L << 20;
  private static final long EARLY_PIECE_BYTES = 16L << 20;

  /** A piece counts as this many bytes at least, so that small ones are bounded in number too. */
  private static final long LEAST_EARLY_BYTES = 32 << 10;

  private final KeptBytes early = new KeptBytes(EARLY_BYTES);

  /** Where rows say that they belong. */
  record Address(int cut, int from, int to) {}

  /**
   * @throws TicketException 403 or 413
   * @throws OipException 400, 408 or 410
   */
  void take(Exchange exchange, Sender sender, Address address, HttpServletRequest request)
      throws IOException {
    MemoryLease memory = exchange.memory();
    if (memory == null) {
      throw gone();
    }
    try (memory) {
      Terms terms = exchange.terms();
      if (terms == null) {
        takeEarly(exchange, sender, address, request, memory);
      } else {
        takeOwed(exchange, terms, owed(terms, sender, address), request, memory);
      }
    } catch (SocketTimeoutException slow) {
      throw new OipException(408, "the rows did not arrive in time");
    } catch (EOFException | IllegalArgumentException malformed) {
      throw OipException.badRequest(String.valueOf(malformed.getMessage()));
    }
  }

  static OipException gone() {
    return new OipException(GONE, "this attempt has ended here");
  }

  /** A plan or ticket of another division, or of a lead that is not this division's, is no use. */
  static void requireSame(Terms terms, Sender sender) {
    boolean sameLead =
        !sender.mayRun(Partition.LEAD) || sender.device().equals(terms.device(Partition.LEAD));
    if (!sender.divisionSha256().equals(terms.sha256()) || !sameLead) {
      throw new TicketException("ticket-wrong-division", "the ticket is for another division");
    }
  }

  private static Owed owed(Terms terms, Sender sender, Address address) {
    requireSame(terms, sender);
    Owed owed = terms.owed(address.cut, address.from, address.to);
    if (owed == null) {
      throw notOwed();
    }
    return owed;
  }

  private static void takeOwed(
      Exchange exchange, Terms terms, Owed owed, HttpServletRequest request, MemoryLease memory)
      throws IOException {
    if (exchange.has(owed)) {
      return;
    }
    Box box = owed.transfer().box();
    int channels = terms.channels(owed.cut());
    requireWithin(request, Rows.size(box, channels, Element.FP32) + Frame.MOST_HEAD_BYTES);
    InputStream body = request.getInputStream();
    Frame.Tensor tensor = only(body, request);
    if (!tensor.isOf(owed.cut(), box, channels, Element.FP32)) {
      throw notOwed();
    }
    exchange.deliver(owed, Frame.readRows(body, box, channels, Element.FP32, memory));
  }

  private void takeEarly(
      Exchange exchange,
      Sender sender,
      Address address,
      HttpServletRequest request,
      MemoryLease memory)
      throws IOException {
    requireWithin(request, EARLY_PIECE_BYTES);
    long bytes = Math.max(LEAST_EARLY_BYTES, request.getContentLengthLong());
    if (!early.take(bytes)) {
      throw new MemoryExhaustedException();
    }
    exchange.whenEnded(() -> early.give(bytes));
    InputStream body = request.getInputStream();
    Frame.Tensor tensor = only(body, request);
    Box box = tensor.box();
    int channels = Math.toIntExact(tensor.shape().getLast());
    boolean fits = tensor.isOf(address.cut, box, channels, Element.FP32);
    if (!fits || tensor.parameters().binaryDataSize() > bytes) {
      throw notOwed();
    }
    Rows rows = Frame.readRows(body, box, channels, Element.FP32, memory);
    Owed owed = new Owed(address.cut, new Transfer(address.from, address.to, box));
    exchange.deliverEarly(new Exchange.Early(sender.divisionSha256(), owed, rows));
  }

  private static Frame.Tensor only(InputStream body, HttpServletRequest request)
      throws IOException {
    Long head = headLength(request);
    Frame frame = Frame.readHead(body, head == null ? -1 : head);
    if (frame.tensors().size() != 1) {
      throw OipException.badRequest("rows are sent one piece at a time");
    }
    return frame.tensors().getFirst();
  }

  private static @Nullable Long headLength(HttpServletRequest request) {
    return OipHeaders.headerLength(
        request.getHeader(OipHeaders.HEADER_LENGTH), request.getContentLengthLong());
  }

  private static void requireWithin(HttpServletRequest request, long limit) {
    long declared = request.getContentLengthLong();
    if (declared < 0) {
      throw OipException.badRequest("rows need a Content-Length");
    }
    if (declared > limit) {
      throw new TicketException(
          "ticket-oversized", "the body has %d bytes, not %d".formatted(declared, limit));
    }
  }

  private static TicketException notOwed() {
    return new TicketException("rows-not-owed", "the division owes no such rows");
  }
}
