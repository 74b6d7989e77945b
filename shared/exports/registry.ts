/** Every export format. A new one is a file beside this and a line here. */
import { csvExport } from './csv.ts'
import type { ExportFormat } from './export.ts'
import { geojsonExport } from './geojson.ts'
import { gpxExport } from './gpx.ts'

export const exportFormats: readonly ExportFormat[] = [csvExport, geojsonExport, gpxExport]

/** The format of this id, if there is one. */
export function exportFormatById(id: string): ExportFormat | undefined {
  return exportFormats.find((format) => format.id === id)
}
