/** The Open Inference Protocol v2: its frame, its JSON, its errors. */
@NullMarked
package org.meitheal.protocol.oip;

import org.jspecify.annotations.NullMarked;
