package org.meitheal.worker.model;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meitheal.core.partition.Chain;
import org.meitheal.core.partition.RowEdges;
import org.meitheal.core.partition.SpatialSegment;
import org.meitheal.protocol.model.Bundle;
import org.meitheal.protocol.model.ModelManifest;
import org.meitheal.worker.lane.StopSignal;
import org.meitheal.worker.lane.StoppedException;

/**
 * A bundle's segments in libtorch, run one after the other in the calling thread. Several threads
 * may run one chain at the same time.
 */
final class SegmentChain implements AutoCloseable {
  private static final String ENGINE = "PyTorch";
  private static final int PIECE_PIXELS = 1 << 20;

  private final List<Model> segments;
  private final NDManager manager;
  private final ParameterStore parameters;

  /** In front of a segment's input, such an array makes the engine run the method of its name. */
  private final Map<RowEdges, NDArray> methods;

  private SegmentChain(List<Model> segments) {
    this.segments = segments;
    this.manager = NDManager.newBaseManager(ENGINE);
    this.parameters = new ParameterStore(manager, false);
    this.methods =
        Map.of(
            RowEdges.UPPER, method("upper"),
            RowEdges.LOWER, method("lower"),
            RowEdges.NEITHER, method("inner"));
  }

  private NDArray method(String name) {
    NDArray marker = manager.create(0f);
    marker.setName("module_method:" + name);
    return marker;
  }

  static SegmentChain load(Bundle bundle) throws IOException {
    List<Model> segments = new ArrayList<>();
    try {
      for (ModelManifest.Segment segment : bundle.manifest().segments()) {
        segments.add(load(bundle.file(segment)));
      }
      return new SegmentChain(segments);
    } catch (IOException | RuntimeException failure) {
      segments.forEach(Model::close);
      throw failure;
    }
  }

  private static Model load(Path file) throws IOException {
    Model model = Model.newInstance(file.getFileName().toString(), ENGINE);
    try {
      model.load(file.toAbsolutePath().getParent(), file.getFileName().toString());
      return model;
    } catch (MalformedModelException | RuntimeException malformed) {
      model.close();
      throw new IOException(file.getFileName() + " is no TorchScript segment", malformed);
    }
  }

  /**
   * Runs large batches in pieces of at most {@value #PIECE_PIXELS} pixels (one item at least), so
   * that memory does not grow with the batch and there are more places to stop.
   *
   * @throws StoppedException between two segments, when {@code stop} says so
   */
  Logits run(ImageTensor images, StopSignal stop, Runnable lap) throws StoppedException {
    int itemsAtOnce = Math.max(1, PIECE_PIXELS / (images.height() * images.width()));
    if (images.items() <= itemsAtOnce) {
      return runPiece(images, stop, lap);
    }
    List<Logits> pieces = new ArrayList<>();
    for (int first = 0; first < images.items(); first += itemsAtOnce) {
      int end = Math.min(images.items(), first + itemsAtOnce);
      pieces.add(runPiece(images.slice(first, end), stop, lap));
    }
    return Logits.join(pieces);
  }

  /** Everything that a run allocates in libtorch belongs to one scope and is freed with it. */
  private Logits runPiece(ImageTensor images, StopSignal stop, Runnable lap)
      throws StoppedException {
    try (NDManager scope = newScope()) {
      ImagePiece all = new ImagePiece(images.box(), images);
      return rest(all.view(scope, all.box()), 0, stop, lap);
    }
  }

  /**
   * Runs what comes behind a boundary, and closes its input as soon as it can.
   *
   * @param lap runs after each segment
   * @throws StoppedException between two segments, when {@code stop} says so
   */
  Logits rest(NDArray input, int boundary, StopSignal stop, Runnable lap) throws StoppedException {
    NDArray activation = input;
    for (int segment = boundary; segment < segments.size(); segment++) {
      stop.check();
      NDArray next = forward(segment, RowEdges.BOTH, activation);
      activation.close();
      activation = next;
      lap.run();
    }
    return logits(activation);
  }

  /**
   * One segment; the result belongs to its input's scope.
   *
   * @param edges where the input's rows are the image's first or last
   */
  NDArray forward(int segment, RowEdges edges, NDArray input) {
    NDArray method = methods.get(edges);
    NDList inputs = method == null ? new NDList(input) : new NDList(method, input);
    NDArray output =
        segments.get(segment).getBlock().forward(parameters, inputs, false).singletonOrThrow();
    if (method != null) {
      output.attach(input.getManager()); // it came with the first array's manager
    }
    return output;
  }

  /**
   * Tries the methods for pieces on as few rows as they take.
   *
   * @throws IllegalStateException if one is missing, or gives other rows than those that lie whole
   *     in its input
   */
  void tryPieces(Chain chain) {
    try (NDManager scope = newScope()) {
      for (int i = 0; i < chain.length(); i++) {
        SpatialSegment segment = chain.segments().get(i);
        if (segment.rows().pieces()) {
          tryPieces(scope, i, segment);
        }
      }
    }
  }

  private void tryPieces(NDManager scope, int number, SpatialSegment segment) {
    int side = segment.rows().reach();
    NDArray input = scope.zeros(new Shape(1, segment.inChannels(), side, side));
    long rows = 0;
    for (RowEdges edges : List.of(RowEdges.UPPER, RowEdges.LOWER, RowEdges.NEITHER)) {
      try (NDArray output = forward(number, edges, input)) {
        rows = output.getShape().get(2);
      } catch (EngineException failure) {
        throw new IllegalStateException(
            "segment %s cannot run pieces: %s".formatted(segment.name(), failure.getMessage()),
            failure);
      }
    }
    if (rows != 1) {
      throw new IllegalStateException(
          "segment %s gives %d rows of %d that it is given, instead of 1"
              .formatted(segment.name(), rows, side));
    }
  }

  NDManager newScope() {
    return manager.newSubManager();
  }

  int length() {
    return segments.size();
  }

  private static Logits logits(NDArray output) {
    Shape shape = output.getShape();
    return new Logits((int) shape.get(0), (int) shape.get(1), output.toFloatArray());
  }

  @Override
  public void close() {
    segments.forEach(Model::close);
    manager.close();
  }
}
