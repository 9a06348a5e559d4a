package org.meitheal.worker.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Size;
import org.meitheal.core.partition.Transfer;
import org.meitheal.worker.model.ImageTensor.Element;
import org.meitheal.worker.part.Rows;

class OutboxTests {
  private static final Box BOX = Box.whole(1, new Size(1, 10));
  private static final int BYTES = 10 * 2 * Float.BYTES;

  private final KeptBytes bytes = new KeptBytes(2 * BYTES);
  private final Outbox outbox = new Outbox(bytes);

  @Test
  void keepsWhatItHasRoomForAndKnowsWhatIsGone() {
    outbox.keep(sent(1, 2));
    outbox.keep(sent(2, 2));
    outbox.keep(sent(1, 3));

    assertThat(outbox.to(2)).hasSize(2);
    assertThat(outbox.isWhole(2)).isTrue();
    assertThat(outbox.to(3)).isEmpty();
    assertThat(outbox.isWhole(3)).isFalse();
    assertThat(bytes.used()).isEqualTo(2 * BYTES);
  }

  @Test
  void theLeadNeverStartsOver() {
    outbox.keep(sent(1, Partition.LEAD));

    assertThat(bytes.used()).isZero();
    assertThat(outbox.isWhole(Partition.LEAD)).isTrue();
  }

  @Test
  void givesItsRoomBack() {
    outbox.keep(sent(1, 2));

    outbox.clear();

    assertThat(bytes.used()).isZero();
    assertThat(outbox.isWhole(2)).isFalse();
  }

  private static Outbox.Sent sent(int cut, int to) {
    Rows rows = new Rows(BOX, 2, Element.FP32, ByteBuffer.allocate(BYTES));
    return new Outbox.Sent(new Owed(cut, new Transfer(1, to, BOX)), rows, Credential.ofPart("t"));
  }
}
