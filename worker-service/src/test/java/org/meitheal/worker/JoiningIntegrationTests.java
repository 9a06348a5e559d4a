package org.meitheal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meitheal.core.partition.Layout;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Shares;
import org.meitheal.core.partition.Size;
import org.meitheal.core.partition.Stage;
import org.meitheal.worker.model.ImageTensor;
import org.meitheal.worker.part.ImageRows;
import org.meitheal.worker.part.Rows;
import org.meitheal.worker.support.Cluster;
import org.meitheal.worker.support.Models;
import org.meitheal.worker.support.Tensors;

/** Answers of a model whose head is not known to be affine in the mean. */
@Timeout(240)
class JoiningIntegrationTests {
  private static final int SIDE = 96;
  private static Cluster cluster;

  @BeforeAll
  static void start() {
    cluster = new Cluster(2, Models.notJoining());
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void strips() {
    Partition strips = Cluster.joined(cluster.strips(SIDE, Shares.equal(2), 18));
    Cluster.Plan plan = cluster.plan(strips);
    byte[] pixels = Tensors.pixels(5, 1, SIDE, SIDE);
    ImageTensor image =
        new ImageTensor(ImageTensor.Element.UINT8, 1, SIDE, SIDE, ByteBuffer.wrap(pixels));
    Rows input = ImageRows.piece(image, strips.steps(1).getFirst().input());

    assertRefused(plan.execute(pixels));
    assertRefused(plan.help(1, input));
  }

  @Test
  void items() {
    Size end = cluster.chain().sizes(new Size(64, 64)).getLast();
    Stage all = new Stage(0, 18, Layout.items(3, end, Shares.equal(2)));
    Partition items =
        Cluster.joined(new Partition(cluster.chain(), 3, new Size(64, 64), List.of(all)));
    byte[] pixels = Tensors.pixels(5, 3, 64, 64);

    HttpResponse<byte[]> answer = cluster.plan(items).execute(pixels);

    cluster.assertEqualsAlone(answer, pixels, 3, 64);
  }

  private static void assertRefused(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new String(answer.body())).contains("each item lies whole in one part");
  }
}
