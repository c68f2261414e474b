import { differentIn, list, number, object, type Shape, string, typed } from './rules.ts'

const pie: Shape = {
  required: { segments: list(object({ required: { label: string(20), value: number(0) } }), 1, 12) },
}

const point = object({ required: { label: string(20), value: number() } })
const axes: Shape = {
  required: {
    series: list(object({ required: { name: string(20), data: list(point, 1, 20) } }), 1, 12),
    axis_config: object({
      required: { categories: list(string(20), 1, 20) },
      optional: { x_label: string(50), y_label: string(50) },
    }),
  },
  checks: [differentIn('series', 'name')],
}

/** https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
export const chart = typed(() => ({ pie, bar: axes, area: axes, line: axes }))
