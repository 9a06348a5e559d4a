package org.meitheal.lab.bench.dashboard;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Who follows a stream of server-sent events. One who is too slow is cut off, and comes back. */
final class Watchers {
  private static final int MOST_WAITING = 64;
  private static final byte[] STILL_HERE = {':', '\n', '\n'};
  private static final byte[] END = {};

  private final List<BlockingQueue<byte[]>> queues = new CopyOnWriteArrayList<>();

  int count() {
    return queues.size();
  }

  /** Any number of events, rendered once for all. */
  void tell(byte[] events) {
    for (BlockingQueue<byte[]> queue : queues) {
      if (!queue.offer(events)) {
        cutOff(queue);
      }
    }
  }

  private void cutOff(BlockingQueue<byte[]> queue) {
    queues.remove(queue);
    queue.clear();
    queue.add(END);
  }

  /** Ends all streams. */
  void end() {
    queues.forEach(this::cutOff);
  }

  private static byte[] next(BlockingQueue<byte[]> queue) throws InterruptedException {
    byte[] events = queue.poll(1, TimeUnit.SECONDS);
    return events == null ? STILL_HERE : events;
  }

  /** Writes until the other side is gone, or too slow. */
  void serve(HttpExchange exchange, byte[] first) throws IOException {
    BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    queues.add(queue);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      out.write(first);
      out.flush();
      for (byte[] next = next(queue); next.length > 0; next = next(queue)) {
        out.write(next);
        out.flush();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      queues.remove(queue);
    }
  }
}
