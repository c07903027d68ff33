/**
 * What runs in a process apart: parsers of documents that strangers made. It has no database, no secret and nothing of
 * the platform; when it crashes, swells or never ends, the site does not feel it.
 */
@NullMarked
package org.maillage.files.apart;

import org.jspecify.annotations.NullMarked;
