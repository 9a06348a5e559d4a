package org.meitheal.dashboard.browser;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP port that leads to another one of this machine, until it is cut. */
final class CutableLine implements AutoCloseable {
  private final int target;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  CutableLine(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("line").start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Breaks what is connected; what comes is hung up on until {@link #mend}. */
  void cut() {
    cut = true;
    open.forEach(CutableLine::hangUp);
  }

  void mend() {
    cut = false;
  }

  private void accept() {
    try {
      while (true) {
        Socket caller = server.accept();
        Thread.ofVirtual().start(() -> connect(caller));
      }
    } catch (IOException closed) {
      open.forEach(CutableLine::hangUp);
    }
  }

  private void connect(Socket caller) {
    try (caller;
        Socket called = new Socket()) {
      open.add(caller);
      if (cut) {
        return;
      }
      called.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
      Thread back = Thread.ofVirtual().start(() -> copy(called, caller));
      copy(caller, called);
      back.join();
    } catch (IOException refused) {
      // The caller sees that the line is dead.
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(caller);
    }
  }

  /** When either side ends, the whole connection does: browsers call again. */
  private static void copy(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream()) {
      in.transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // As all connections do.
    }
  }

  private static void hangUp(Socket socket) {
    try {
      socket.close();
    } catch (IOException closedAlready) {
      // It is what was wanted.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException closedAlready) {
      // It is what was wanted.
    }
  }
}
