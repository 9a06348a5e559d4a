package org.meitheal.worker.photo;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one thing of a photo's EXIF data that changes its pixels. Nothing else of the metadata
 * is looked at: compressed text and profiles could inflate without bound.
 */
final class Exif {
  private static final long PNG_SIGNATURE = 0x89504e470d0a1a0aL;
  private static final int PNG_EXIF = 0x65584966; // eXIf
  private static final int CHECKSUM_BYTES = 4;

  private Exif() {}

  /** Upright, where a photo has no or no readable EXIF data. */
  static Orientation orientation(ByteBuffer photo) {
    try {
      return orientation(isPng(photo) ? ofPng(photo) : ofJpeg(photo));
    } catch (JpegProcessingException | IOException unreadable) {
      return Orientation.UPRIGHT;
    }
  }

  private static Orientation orientation(Metadata metadata) {
    @Nullable Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    @Nullable Integer value =
        directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
    return value == null ? Orientation.UPRIGHT : Orientation.ofExif(value);
  }

  private static Metadata ofJpeg(ByteBuffer photo) throws JpegProcessingException, IOException {
    return JpegMetadataReader.readMetadata(BufferInput.stream(photo), List.of(new ExifReader()));
  }

  private static boolean isPng(ByteBuffer photo) {
    return photo.remaining() > Long.BYTES && photo.slice().getLong() == PNG_SIGNATURE;
  }

  private static Metadata ofPng(ByteBuffer photo) {
    Metadata metadata = new Metadata();
    ByteBuffer chunks = photo.slice().position(Long.BYTES);
    while (chunks.remaining() > 2 * Integer.BYTES) {
      int length = chunks.getInt();
      int type = chunks.getInt();
      if (length < 0 || length > chunks.remaining() - CHECKSUM_BYTES) {
        break;
      }
      if (type == PNG_EXIF) {
        byte[] exif = new byte[length];
        chunks.get(exif);
        new ExifReader().extract(new ByteArrayReader(exif), metadata, 0);
        break;
      }
      chunks.position(chunks.position() + length + CHECKSUM_BYTES);
    }
    return metadata;
  }
}
