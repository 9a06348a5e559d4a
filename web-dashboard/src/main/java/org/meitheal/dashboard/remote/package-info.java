/** The services behind, and who this service is to them. */
@NullMarked
package org.meitheal.dashboard.remote;

import org.jspecify.annotations.NullMarked;
