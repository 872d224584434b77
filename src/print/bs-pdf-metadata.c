/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bs-pdf-metadata.h"

#include "bs-config.h"

#include <string.h>

#define PRODUCER "Broadsheet " BS_VERSION

static const char *
title_of (const BsPdfOptions *options)
{
  if (options->title != NULL && *options->title != '\0')
    return options->title;
  if (options->publication != NULL && *options->publication != '\0')
    return options->publication;

  return "Broadsheet";
}

/* ISO 32000-1, 7.9.4. */
static char *
format_pdf_date (GDateTime *time)
{
  return g_date_time_format (time, "D:%Y%m%d%H%M%S+00'00'");
}

/* An identity that depends on the content alone, in the form of a UUID (RFC 4122, 4.1, version 5:
 * made from a hash). */
static char *
make_identity (const char *digest)
{
  return g_strdup_printf ("uuid:%.8s-%.4s-5%.3s-8%.3s-%.12s", digest, digest + 8, digest + 13,
                          digest + 17, digest + 20);
}

static char *
make_xmp (const BsPdfMetadata *metadata)
{
  g_autofree char *title = g_markup_escape_text (title_of (metadata->options), -1);
  g_autofree char *date = g_date_time_format (metadata->created, "%Y-%m-%dT%H:%M:%S+00:00");
  g_autofree char *identity = make_identity (metadata->digest);

  return g_strdup_printf (
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\"\n"
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
    " xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\"\n"
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
    " xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">\n"
    "<dc:format>application/pdf</dc:format>\n"
    "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>\n"
    "<pdf:Producer>" PRODUCER "</pdf:Producer>\n"
    "<pdf:Trapped>False</pdf:Trapped>\n"
    "%s"
    "<xmp:CreatorTool>" PRODUCER "</xmp:CreatorTool>\n"
    "<xmp:CreateDate>%s</xmp:CreateDate>\n"
    "<xmp:ModifyDate>%s</xmp:ModifyDate>\n"
    "<xmp:MetadataDate>%s</xmp:MetadataDate>\n"
    "<xmpMM:DocumentID>%s</xmpMM:DocumentID>\n"
    "<xmpMM:InstanceID>%s</xmpMM:InstanceID>\n"
    "<xmpMM:VersionID>1</xmpMM:VersionID>\n"
    "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n"
    "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n",
    title,
    metadata->options->working_paper ? ""
                                     : "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n",
    date, date, date, identity, identity);
}

/**
 * bs_pdf_metadata_add:
 *
 * The Info dictionary and the XMP packet say the same. Trapped is false: black overprints, and
 * nothing else is trapped.
 */
void
bs_pdf_metadata_add (BsPdfFile *file, const BsPdfMetadata *metadata)
{
  g_autofree char *date = format_pdf_date (metadata->created);
  g_autofree char *xmp = make_xmp (metadata);
  g_autoptr (GBytes) packet = g_bytes_new (xmp, strlen (xmp));
  BsPdfObject info = bs_pdf_file_add (file, metadata->options->working_paper
                                              ? "<< /Trapped /False >>"
                                              : "<< /Trapped /False /GTS_PDFXVersion (PDF/X-4) >>");
  BsPdfObject catalog = bs_pdf_file_get_catalog (file);
  const char *language = metadata->options->language;

  bs_pdf_file_set_text (file, info, "/Title", title_of (metadata->options));
  bs_pdf_file_set_text (file, info, "/Creator", PRODUCER);
  bs_pdf_file_set_text (file, info, "/Producer", PRODUCER);
  bs_pdf_file_set_text (file, info, "/CreationDate", date);
  bs_pdf_file_set_text (file, info, "/ModDate", date);
  bs_pdf_file_set (file, bs_pdf_file_get_trailer (file), "/Info", info);

  bs_pdf_file_set (file, catalog, "/Metadata",
                   bs_pdf_file_add_stream (file, "<< /Type /Metadata /Subtype /XML >>", packet,
                                           NULL));
  bs_pdf_file_set (file, catalog, "/ViewerPreferences",
                   bs_pdf_file_parse (file, "<< /DisplayDocTitle true >>"));
  if (language != NULL && *language != '\0')
    bs_pdf_file_set_text (file, catalog, "/Lang", language);
}

/**
 * bs_pdf_metadata_add_intent:
 * @deflated: the profile's bytes as they go into the file
 */
void
bs_pdf_metadata_add_intent (BsPdfFile *file, BsOutputProfile *profile, GBytes *deflated)
{
  const char *condition = bs_output_profile_get_condition (profile);
  const char *description = bs_output_profile_get_description (profile);
  BsPdfObject intent = bs_pdf_file_add (file, "<< /Type /OutputIntent /S /GTS_PDFX >>");
  BsPdfObject intents = bs_pdf_file_parse (file, "[]");

  bs_pdf_file_set_text (file, intent, "/OutputConditionIdentifier",
                        condition != NULL ? condition : "Custom");
  bs_pdf_file_set_text (file, intent, "/OutputCondition", description);
  bs_pdf_file_set_text (file, intent, "/Info", description);
  if (condition != NULL)
    bs_pdf_file_set_text (file, intent, "/RegistryName", "http://www.color.org");
  bs_pdf_file_set (file, intent, "/DestOutputProfile",
                   bs_pdf_file_add_stream (file, "<< /N 4 >>", deflated, "/FlateDecode"));
  bs_pdf_file_append (file, intents, intent);
  bs_pdf_file_set (file, bs_pdf_file_get_catalog (file), "/OutputIntents", intents);
}
