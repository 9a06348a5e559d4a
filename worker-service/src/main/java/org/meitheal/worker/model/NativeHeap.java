package org.meitheal.worker.model;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The C library's heap, from which libtorch takes its memory. Workers have it keep what is freed,
 * because runs need it again at once; what loading and calibrating a model took would be kept, too.
 */
final class NativeHeap {
  private static final Logger log = LoggerFactory.getLogger(NativeHeap.class);
  private static final Optional<MethodHandle> TRIM = find();

  private NativeHeap() {}

  /** Gives back to the system what is free, where the C library can do that (glibc). */
  static void trim() {
    TRIM.ifPresent(NativeHeap::trim);
  }

  private static void trim(MethodHandle trim) {
    try {
      int released = (int) trim.invokeExact(0L);
      log.atDebug().addKeyValue("released", released == 1).log("trimmed the native heap");
    } catch (Throwable unexpected) { // as a method handle declares; C throws nothing
      throw new IllegalStateException(unexpected);
    }
  }

  @SuppressWarnings("restricted") // only where the command line allows it
  private static Optional<MethodHandle> find() {
    if (!NativeHeap.class.getModule().isNativeAccessEnabled()) {
      return Optional.empty();
    }
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor trim =
        FunctionDescriptor.of(ValueLayout.JAVA_INT, linker.canonicalLayouts().get("size_t"));
    return linker
        .defaultLookup()
        .find("malloc_trim")
        .map(address -> linker.downcallHandle(address, trim));
  }
}
