/** What the device-registry takes and answers. */
@NullMarked
package org.meitheal.protocol.registry;

import org.jspecify.annotations.NullMarked;
