import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkMessage, checkView, type Problem } from '../../src/sandbox/block-kit/index.ts'

type Fields = Record<string, unknown>
type Answer = Problem | null

const text = (size: number): string => 'x'.repeat(size)
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index))
const plain = (size: number) => ({ type: 'plain_text', text: text(size) })
const mrkdwn = (size: number) => ({ type: 'mrkdwn', text: text(size) })
const option = (index: number, more: Fields = {}) => ({ text: plain(1), value: `v${index}`, ...more })
const options = (count: number) => times(count, (index) => option(index))
const image = (more: Fields = {}) => ({ type: 'image', image_url: 'https://a.example/i.png', alt_text: 'alt', ...more })
const button = (more: Fields = {}) => ({ type: 'button', text: plain(2), action_id: 'go', ...more })
const buttons = (count: number) => times(count, (index) => button({ action_id: `go${index}` }))
const richText = (...elements: Fields[]) => ({ type: 'rich_text', elements })
const line = (...elements: Fields[]) => ({ type: 'rich_text_section', elements })
const cell = (size = 1) => ({ type: 'raw_text', text: text(size) })
const rows = (count: number, width = 1) => times(count, () => times(width, () => cell()))

const inMessage = (...blocks: Fields[]): Answer => checkMessage({ text: 'hello', blocks })
const inRow = (...elements: Fields[]): Answer => inMessage({ type: 'actions', elements })
const onButton = (more: Fields): Answer => inRow(button(more))
const asking = (more: Fields): Answer =>
  onButton({ confirm: { title: plain(1), text: plain(1), confirm: plain(1), deny: plain(1), ...more } })
const inModal = (blocks: Fields[], more: Fields = {}): Answer =>
  checkView({ type: 'modal', title: plain(5), submit: plain(4), blocks, ...more })
const inHome = (...blocks: Fields[]): Answer => checkView({ type: 'home', blocks })
const field = (element: Fields, more: Fields = {}): Answer => inModal([{ type: 'input', label: plain(5), element, ...more }])
const menu = (more: Fields): Answer => field({ type: 'static_select', ...more })
const onCard = (more: Fields): Answer => inMessage({ type: 'card', title: mrkdwn(1), ...more })
const onVideo = (more: Fields): Answer =>
  inMessage({
    type: 'video',
    alt_text: 'alt',
    title: plain(1),
    video_url: 'https://a.example/v',
    thumbnail_url: 'https://a.example/t',
    ...more,
  })
const onContainer = (more: Fields): Answer =>
  inMessage({ type: 'container', title: plain(1), child_blocks: [{ type: 'divider' }], ...more })
const table = (more: Fields): Answer => inMessage({ type: 'table', rows: rows(2, 2), ...more })
const dataTable = (more: Fields): Answer => inMessage({ type: 'data_table', caption: 'Scores', rows: rows(2), ...more })
const chart = (inner: Fields, more: Fields = {}): Answer =>
  inMessage({ type: 'data_visualization', title: 'Chart', chart: inner, ...more })
const pie = (segments: Fields[]): Answer => chart({ type: 'pie', segments })
const bars = (series: Fields[], axes: Fields = {}): Answer =>
  chart({ type: 'bar', series, axis_config: { categories: ['a'], ...axes } })
const series = (index: number, more: Fields = {}) => ({ name: `s${index}`, data: [{ label: 'a', value: 1 }], ...more })
const feedback = (more: Fields): Answer =>
  inMessage({
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        positive_button: { text: plain(4), value: 'good', ...more },
        negative_button: { text: plain(3), value: 'bad' },
      },
    ],
  })
const icon = (index: number, more: Fields = {}) => ({
  type: 'icon_button',
  icon: 'trash',
  text: plain(6),
  action_id: `i${index}`,
  ...more,
})
const source = (url: string): Answer =>
  inMessage({ type: 'task_card', task_id: 't', title: 'T', status: 'pending', sources: [{ type: 'url', url, text: 'here' }] })

type Case = { id: string; taken: Answer; refused: Answer }
/** Takes `limit`, refuses one more. */
const most = (id: string, limit: number, answer: (size: number) => Answer): Case => ({
  id,
  taken: answer(limit),
  refused: answer(limit + 1),
})
/** Takes `limit`, refuses one less. */
const least = (id: string, limit: number, answer: (size: number) => Answer): Case => ({
  id,
  taken: answer(limit),
  refused: answer(limit - 1),
})
const either = (id: string, taken: Answer, refused: Answer): Case => ({ id, taken, refused })

const limits: Case[] = [
  least('text-empty', 1, (size) => inMessage({ type: 'context', elements: [mrkdwn(size)] })),
  most('text-too-long', 3000, (size) => inMessage({ type: 'context', elements: [mrkdwn(size)] })),
  most('button-action-id-too-long', 255, (size) => onButton({ action_id: text(size) })),
  most('button-text-too-long', 75, (size) => onButton({ text: plain(size) })),
  most('button-url-too-long', 3000, (size) => onButton({ url: `https://${text(size - 8)}` })),
  most('button-value-too-long', 2000, (size) => onButton({ value: text(size) })),
  most('button-accessibility-label-too-long', 75, (size) => onButton({ accessibility_label: text(size) })),
  most('confirmation-title-too-long', 100, (size) => asking({ title: plain(size) })),
  most('confirmation-text-too-long', 300, (size) => asking({ text: plain(size) })),
  most('confirmation-confirm-too-long', 30, (size) => asking({ confirm: plain(size) })),
  most('confirmation-deny-too-long', 30, (size) => asking({ deny: plain(size) })),
  most('option-text-too-long', 75, (size) => menu({ options: [option(0, { text: plain(size) })] })),
  most('option-value-too-long', 150, (size) => menu({ options: [option(0, { value: text(size) })] })),
  most('option-description-too-long', 75, (size) => menu({ options: [option(0, { description: plain(size) })] })),
  most('option-url-too-long', 3000, (size) => inRow({ type: 'overflow', options: [option(0, { url: '😀'.repeat(size) })] })),
  most('option-group-label-too-long', 75, (size) => menu({ option_groups: [{ label: plain(size), options: options(1) }] })),
  least('option-group-empty', 1, (count) => menu({ option_groups: [{ label: plain(1), options: options(count) }] })),
  most('option-group-too-many-options', 100, (count) => menu({ option_groups: [{ label: plain(1), options: options(count) }] })),
  most('select-placeholder-too-long', 150, (size) => menu({ options: options(1), placeholder: plain(size) })),
  most('select-too-many-options', 100, (count) => menu({ options: options(count) })),
  most('select-too-many-option-groups', 100, (count) =>
    menu({ option_groups: times(count, () => ({ label: plain(1), options: options(1) })) }),
  ),
  least('overflow-empty', 1, (count) => inRow({ type: 'overflow', options: options(count) })),
  most('overflow-too-many-options', 5, (count) => inRow({ type: 'overflow', options: options(count) })),
  least('checkboxes-empty', 1, (count) => field({ type: 'checkboxes', options: options(count) })),
  most('checkboxes-too-many-options', 10, (count) => field({ type: 'checkboxes', options: options(count) })),
  least('radio-buttons-empty', 1, (count) => field({ type: 'radio_buttons', options: options(count) })),
  most('radio-buttons-too-many-options', 10, (count) => field({ type: 'radio_buttons', options: options(count) })),
  least('url-source-url-empty', 1, (size) => source(text(size))),
  most('url-source-url-too-long', 3000, (size) => source(text(size))),
  most('table-too-many-rows', 100, (count) => table({ rows: rows(count) })),
  either(
    'table-ragged-rows',
    table({
      rows: [
        [cell(), cell()],
        [cell(), cell()],
      ],
    }),
    table({ rows: [[cell(), cell()], [cell()]] }),
  ),
  most('table-column-settings-mismatch', 2, (count) => table({ column_settings: times(count, () => ({ align: 'left' })) })),
  least('file-input-max-files-too-small', 1, (count) => field({ type: 'file_input', max_files: count })),
  most('file-input-max-files-too-large', 10, (count) => field({ type: 'file_input', max_files: count })),
  most('plain-text-input-max-length-too-large', 3000, (size) => field({ type: 'plain_text_input', max_length: size })),
  most('actions-too-many-elements', 25, (count) => inRow(...buttons(count))),
  most('context-too-many-elements', 10, (count) => inMessage({ type: 'context', elements: times(count, () => mrkdwn(1)) })),
  most('header-text-too-long', 150, (size) =>
    inMessage({ type: 'header', text: { type: 'plain_text', text: '😀'.repeat(size) } }),
  ),
  most('image-url-too-long', 3000, (size) => inMessage(image({ image_url: `https://${text(size - 8)}` }))),
  most('image-alt-text-too-long', 2000, (size) => inMessage(image({ alt_text: text(size) }))),
  most('input-label-too-long', 2000, (size) => field({ type: 'plain_text_input' }, { label: plain(size) })),
  most('input-hint-too-long', 2000, (size) => field({ type: 'plain_text_input' }, { hint: plain(size) })),
  least('markdown-empty', 1, (size) => inMessage({ type: 'markdown', text: text(size) })),
  most('markdown-too-long', 12_000, (size) => inMessage({ type: 'markdown', text: text(size) })),
  most('section-text-too-long', 3000, (size) => inMessage({ type: 'section', text: mrkdwn(size) })),
  most('section-too-many-fields', 10, (count) => inMessage({ type: 'section', fields: times(count, () => mrkdwn(1)) })),
  most('section-field-too-long', 2000, (size) => inMessage({ type: 'section', fields: [mrkdwn(size)] })),
  least('video-alt-text-empty', 1, (size) => onVideo({ alt_text: text(size) })),
  most('video-alt-text-too-long', 200, (size) => onVideo({ alt_text: text(size) })),
  most('video-title-too-long', 200, (size) => onVideo({ title: plain(size) })),
  most('video-author-name-too-long', 50, (size) => onVideo({ author_name: text(size) })),
  most('video-description-too-long', 200, (size) => onVideo({ description: plain(size) })),
  most('video-provider-name-too-long', 50, (size) => onVideo({ provider_name: text(size) })),
  least('view-missing-blocks', 1, (count) => inModal(times(count, () => ({ type: 'divider' })))),
  most('view-too-many-blocks', 100, (count) => inModal(times(count, () => ({ type: 'divider' })))),
  most('view-private-metadata-too-long', 3000, (size) => inModal([{ type: 'divider' }], { private_metadata: text(size) })),
  most('view-callback-id-too-long', 255, (size) => inModal([{ type: 'divider' }], { callback_id: text(size) })),
  most('view-title-too-long', 24, (size) => inModal([{ type: 'divider' }], { title: plain(size) })),
  most('view-close-too-long', 24, (size) => inModal([{ type: 'divider' }], { close: plain(size) })),
  most('view-submit-too-long', 24, (size) => inModal([{ type: 'divider' }], { submit: plain(size) })),
  either('section-missing-content', inMessage({ type: 'section', fields: [mrkdwn(1)] }), inMessage({ type: 'section' })),
  either(
    'static-select-options-and-groups',
    menu({ options: options(1) }),
    menu({ options: options(1), option_groups: [{ label: plain(1), options: options(1) }] }),
  ),
  either('image-url-and-slack-file', inMessage(image()), inMessage(image({ slack_file: { id: 'F1' } }))),
  either(
    'number-input-inverted-range',
    field({ type: 'number_input', is_decimal_allowed: false, min_value: '2', max_value: '2' }),
    field({ type: 'number_input', is_decimal_allowed: false, min_value: '10', max_value: '9' }),
  ),
  either(
    'context-invalid-element',
    inMessage({ type: 'context', elements: [image()] }),
    inMessage({ type: 'context', elements: [button()] }),
  ),
  either('input-invalid-element', field({ type: 'plain_text_input' }), field(button())),
  most('block-id-too-long', 255, (size) => inMessage({ type: 'divider', block_id: text(size) })),
  most('alert-text-too-long', 200, (size) => inModal([{ type: 'alert', text: mrkdwn(size) }])),
  most('card-title-too-long', 150, (size) => onCard({ title: mrkdwn(size) })),
  most('card-subtitle-too-long', 150, (size) => onCard({ subtitle: mrkdwn(size) })),
  most('card-body-too-long', 200, (size) => onCard({ body: mrkdwn(size) })),
  most('card-too-many-actions', 3, (count) => onCard({ actions: buttons(count) })),
  most('card-subtext-too-long', 200, (size) => onCard({ subtext: mrkdwn(size) })),
  least('carousel-empty', 1, (count) =>
    inMessage({ type: 'carousel', elements: times(count, () => ({ type: 'card', title: mrkdwn(1) })) }),
  ),
  most('carousel-too-many-cards', 10, (count) =>
    inMessage({ type: 'carousel', elements: times(count, () => ({ type: 'card', title: mrkdwn(1) })) }),
  ),
  most('container-title-too-long', 150, (size) => onContainer({ title: plain(size) })),
  most('container-subtitle-too-long', 150, (size) => onContainer({ subtitle: mrkdwn(size) })),
  most('container-too-many-child-blocks', 10, (count) =>
    onContainer({ child_blocks: times(count, () => ({ type: 'divider' })) }),
  ),
  most('context-actions-too-many-elements', 5, (count) =>
    inMessage({ type: 'context_actions', elements: times(count, (index) => icon(index)) }),
  ),
  most('feedback-button-text-too-long', 75, (size) => feedback({ text: plain(size) })),
  most('feedback-button-value-too-long', 2000, (size) => feedback({ value: text(size) })),
  most('feedback-button-accessibility-label-too-long', 75, (size) => feedback({ accessibility_label: text(size) })),
  most('icon-button-too-many-visible-users', 10, (count) =>
    inMessage({ type: 'context_actions', elements: [icon(0, { visible_to_user_ids: times(count, (index) => `U${index}`) })] }),
  ),
  least('data-table-too-few-rows', 2, (count) => dataTable({ rows: rows(count) })),
  most('data-table-too-many-rows', 201, (count) => dataTable({ rows: rows(count) })),
  least('data-table-too-few-columns', 1, (count) => dataTable({ rows: rows(2, count) })),
  most('data-table-too-many-columns', 20, (count) => dataTable({ rows: rows(2, count) })),
  least('data-table-page-size-too-small', 1, (count) => dataTable({ page_size: count })),
  most('data-table-page-size-too-large', 100, (count) => dataTable({ page_size: count })),
  least('data-table-cell-text-empty', 1, (size) => dataTable({ rows: [[cell(size)], [cell()]] })),
  most('data-table-content-too-long', 20_000, (size) => dataTable({ rows: [[cell(size - 1)], [cell()]] })),
  most('data-visualization-title-too-long', 50, (size) =>
    chart({ type: 'pie', segments: [{ label: 'a', value: 1 }] }, { title: text(size) }),
  ),
  least('pie-chart-empty', 1, (count) => pie(times(count, () => ({ label: 'a', value: 1 })))),
  most('pie-chart-too-many-segments', 12, (count) => pie(times(count, () => ({ label: 'a', value: 1 })))),
  most('chart-segment-label-too-long', 20, (size) => pie([{ label: text(size), value: 1 }])),
  either('chart-segment-value-not-positive', pie([{ label: 'a', value: 0.1 }]), pie([{ label: 'a', value: 0 }])),
  least('chart-series-empty', 1, (count) => bars(times(count, (index) => series(index)))),
  most('chart-too-many-series', 12, (count) => bars(times(count, (index) => series(index)))),
  most('data-series-name-too-long', 20, (size) => bars([series(0, { name: text(size) })])),
  least('data-series-empty', 1, (count) => bars([series(0, { data: times(count, () => ({ label: 'a', value: 1 })) })])),
  most('data-series-too-many-points', 20, (count) => bars([series(0, { data: times(count, () => ({ label: 'a', value: 1 })) })])),
  most('data-point-label-too-long', 20, (size) => bars([series(0, { data: [{ label: text(size), value: 1 }] })])),
  least('axis-categories-empty', 1, (count) => bars([series(0)], { categories: times(count, () => 'a') })),
  most('axis-too-many-categories', 20, (count) => bars([series(0)], { categories: times(count, () => 'a') })),
  most('axis-category-label-too-long', 20, (size) => bars([series(0)], { categories: [text(size)] })),
  most('axis-label-too-long', 50, (size) => bars([series(0)], { x_label: text(size) })),
]

describe('limits of blocks and elements', () => {
  it.each(limits)('$id: takes what is just inside, refuses one beyond', ({ taken, refused }) => {
    expect(taken).toBeNull()
    expect(['invalid_blocks', 'invalid_arguments']).toContain(refused?.error)
    expect(refused?.messages[0]).toMatch(/^\[ERROR\] .+ \[json-pointer:\/(view\/)?[a-z]/)
  })
})

const multi = (type: string, more: Fields = {}) => field({ type, ...more })
const rules: Case[] = [
  either('a button without text', onButton({}), inRow({ type: 'button', action_id: 'go' })),
  either('a button in another colour', onButton({ style: 'danger' }), onButton({ style: 'blue' })),
  either('a button to a place that is no address', onButton({ url: 'slack://open' }), onButton({ url: 'somewhere' })),
  either('a button with markup', onButton({}), onButton({ text: mrkdwn(1) })),
  either('a field Slack does not know', onButton({}), onButton({ disabled: true })),
  either(
    'an emoji switch on markup',
    inMessage({ type: 'section', text: { ...plain(1), emoji: true } }),
    inMessage({ type: 'section', text: { ...mrkdwn(1), emoji: true } }),
  ),
  either(
    'a text instead of a text object',
    inMessage({ type: 'header', text: plain(1) }),
    inMessage({ type: 'header', text: 'x' }),
  ),
  either('a header with markup', inMessage({ type: 'header', text: plain(1) }), inMessage({ type: 'header', text: mrkdwn(1) })),
  either('the same action_id twice in a row', inRow(...buttons(2)), inRow(button(), button())),
  either(
    'the same action_id in two rows, which is allowed, and twice in one',
    inMessage({ type: 'actions', elements: [button()] }, { type: 'actions', elements: [button()] }),
    inMessage({ type: 'actions', elements: [button(), button()] }, { type: 'divider' }),
  ),
  either(
    'the same block_id twice',
    inMessage({ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'b' }),
    inMessage({ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'a' }),
  ),
  either('a menu without options', menu({ options: options(1) }), menu({})),
  either(
    'a first choice that is no choice',
    menu({ options: options(2), initial_option: { value: 'v1', text: plain(1) } }),
    menu({ options: options(2), initial_option: option(2) }),
  ),
  either(
    'first choices that are no choices',
    field({ type: 'checkboxes', options: options(2), initial_options: options(2) }),
    field({ type: 'checkboxes', options: options(2), initial_options: options(3) }),
  ),
  either(
    'a first choice of a group',
    menu({ option_groups: [{ label: plain(1), options: options(2) }], initial_option: option(1) }),
    menu({ option_groups: [{ label: plain(1), options: options(2) }], initial_option: option(5) }),
  ),
  either('an option without value', menu({ options: options(1) }), menu({ options: [{ text: plain(1) }] })),
  either(
    'an option with markup: in radio buttons, not in a menu',
    field({ type: 'radio_buttons', options: [option(0, { text: mrkdwn(1) })] }),
    menu({ options: [option(0, { text: mrkdwn(1) })] }),
  ),
  either(
    'an address in an option: in an overflow menu only',
    inRow({ type: 'overflow', options: [option(0, { url: 'https://a.example' })] }),
    menu({ options: [option(0, { url: 'https://a.example' })] }),
  ),
  either(
    'a users_select with many people',
    field({ type: 'users_select', initial_user: 'U1' }),
    field({ type: 'users_select', initial_users: ['U1'] }),
  ),
  either(
    'a multi_users_select with none at most',
    multi('multi_users_select', { max_selected_items: 1 }),
    multi('multi_users_select', { max_selected_items: 0 }),
  ),
  either(
    'a multi_static_select without options',
    multi('multi_static_select', { options: options(1) }),
    multi('multi_static_select'),
  ),
  either(
    'an external_select asked after less than nothing',
    multi('external_select', { min_query_length: 0 }),
    multi('external_select', { min_query_length: -1 }),
  ),
  either(
    'a multi_external_select with options of its own',
    multi('multi_external_select'),
    multi('multi_external_select', { options: options(1) }),
  ),
  either(
    'a channels_select with a wrong kind of first channel',
    multi('channels_select', { initial_channel: 'C1' }),
    multi('channels_select', { initial_channel: 1 }),
  ),
  either(
    'a multi_channels_select with one channel that is no list',
    multi('multi_channels_select', { initial_channels: ['C1'] }),
    multi('multi_channels_select', { initial_channels: 'C1' }),
  ),
  either(
    'a filter that filters nothing',
    multi('conversations_select', { filter: { include: ['public'] } }),
    multi('conversations_select', { filter: {} }),
  ),
  either(
    'a filter for an unknown kind',
    multi('multi_conversations_select', { filter: { include: ['im'] } }),
    multi('multi_conversations_select', { filter: { include: ['dm'] } }),
  ),
  either(
    'a day that is none',
    multi('datepicker', { initial_date: '2026-11-22' }),
    multi('datepicker', { initial_date: '22.11.2026' }),
  ),
  either('a time that is none', multi('timepicker', { initial_time: '23:59' }), multi('timepicker', { initial_time: '24:00' })),
  either(
    'a moment in milliseconds',
    multi('datetimepicker', { initial_date_time: 1_763_800_000 }),
    multi('datetimepicker', { initial_date_time: 1_763_800_000_000 }),
  ),
  either(
    'a shortest text longer than the longest',
    multi('plain_text_input', { min_length: 3, max_length: 3 }),
    multi('plain_text_input', { min_length: 4, max_length: 3 }),
  ),
  either(
    'a first text longer than a field holds',
    multi('plain_text_input', { initial_value: text(3000) }),
    multi('plain_text_input', { initial_value: text(3001) }),
  ),
  either(
    'a dispatch on something else',
    multi('plain_text_input', { dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] } }),
    multi('plain_text_input', { dispatch_action_config: { trigger_actions_on: ['on_click'] } }),
  ),
  either(
    'a number_input that does not say whether decimals are allowed',
    multi('number_input', { is_decimal_allowed: true }),
    multi('number_input'),
  ),
  either(
    'a number that is none',
    multi('number_input', { is_decimal_allowed: true, initial_value: '1.5' }),
    multi('number_input', { is_decimal_allowed: true, initial_value: 'many' }),
  ),
  either(
    'a rich_text_input that begins with a bare text',
    multi('rich_text_input', { initial_value: richText(line({ type: 'text', text: 'a' })) }),
    multi('rich_text_input', { initial_value: { type: 'text', text: 'a' } }),
  ),
  either(
    'an email_text_input with a number in it',
    multi('email_text_input', { initial_value: 'a@b.example' }),
    multi('email_text_input', { initial_value: 1 }),
  ),
  either(
    'a url_text_input whose focus is a word',
    multi('url_text_input', { focus_on_load: true }),
    multi('url_text_input', { focus_on_load: 'yes' }),
  ),
  either(
    'an input without label',
    field({ type: 'plain_text_input' }),
    inModal([{ type: 'input', element: { type: 'plain_text_input' } }]),
  ),
  either(
    'an input whose label has markup',
    field({ type: 'plain_text_input' }),
    field({ type: 'plain_text_input' }, { label: mrkdwn(1) }),
  ),
  either(
    'two fields with the cursor',
    inModal([{ type: 'input', label: plain(1), element: { type: 'plain_text_input', focus_on_load: true } }]),
    inModal(times(2, () => ({ type: 'input', label: plain(1), element: { type: 'plain_text_input', focus_on_load: true } }))),
  ),
  either('an image without alt text', inMessage(image()), inMessage({ type: 'image', image_url: 'https://a.example' })),
  either(
    'an image from a file with id and address',
    inMessage({ type: 'image', alt_text: 'a', slack_file: { id: 'F1' } }),
    inMessage({ type: 'image', alt_text: 'a', slack_file: { id: 'F1', url: 'https://a.example' } }),
  ),
  either(
    'a field of text beside a section',
    inMessage({ type: 'section', text: mrkdwn(1), accessory: image() }),
    inMessage({ type: 'section', text: mrkdwn(1), accessory: { type: 'plain_text_input' } }),
  ),
  either(
    'a datetimepicker: in a row, not beside a section',
    inRow({ type: 'datetimepicker' }),
    inMessage({ type: 'section', text: mrkdwn(1), accessory: { type: 'datetimepicker' } }),
  ),
  either(
    'a workflow_button that starts nothing',
    inRow({ type: 'workflow_button', text: plain(1), workflow: { trigger: { url: 'https://slack.com/shortcuts/F/1' } } }),
    inRow({ type: 'workflow_button', text: plain(1), workflow: {} }),
  ),
  either(
    'a file that is not remote',
    inMessage({ type: 'file', external_id: 'e', source: 'remote' }),
    inMessage({ type: 'file', external_id: 'e', source: 'local' }),
  ),
  either('a video over plain http', onVideo({}), onVideo({ video_url: 'http://a.example/v' })),
  either('a card with nothing on it', onCard({}), inMessage({ type: 'card', subtitle: mrkdwn(1) })),
  either('a container without title', onContainer({}), onContainer({ title: undefined })),
  either(
    'a container in a container',
    onContainer({}),
    onContainer({ child_blocks: [{ type: 'container', title: plain(1), child_blocks: [{ type: 'divider' }] }] }),
  ),
  either(
    'a container closed for ever',
    onContainer({ is_collapsible: true, default_collapsed: true }),
    onContainer({ default_collapsed: true }),
  ),
  either(
    'a task in no known state',
    source('https://a.example'),
    inMessage({ type: 'task_card', task_id: 't', title: 'T', status: 'lost' }),
  ),
  either(
    'a plan without title',
    inMessage({ type: 'plan', title: 'Plan', tasks: [{ task_id: 't', title: 'T', status: 'error' }] }),
    inMessage({ type: 'plan' }),
  ),
  either(
    'a row header outside the data table',
    dataTable({ row_header_column_index: 0 }),
    dataTable({ row_header_column_index: 1 }),
  ),
  most('text of a radio button', 75, (size) => field({ type: 'radio_buttons', options: [option(0, { text: plain(size) })] })),
  most('text in an overflow menu', 75, (size) => inRow({ type: 'overflow', options: [option(0, { text: plain(size) })] })),
  most('value in an overflow menu', 150, (size) => inRow({ type: 'overflow', options: [option(0, { value: text(size) })] })),
  most('description in an overflow menu', 75, (size) =>
    inRow({ type: 'overflow', options: [option(0, { description: plain(size) })] }),
  ),
  most('options of a multi_static_select', 100, (count) => multi('multi_static_select', { options: options(count) })),
  most('text of an icon_button', 3000, (size) =>
    inMessage({ type: 'context_actions', elements: [icon(0, { text: plain(size) })] }),
  ),
  most('value of an icon_button', 2000, (size) =>
    inMessage({ type: 'context_actions', elements: [icon(0, { value: text(size) })] }),
  ),
  most('text of a workflow_button', 75, (size) =>
    inRow({ type: 'workflow_button', text: plain(size), workflow: { trigger: { url: 'https://a.example' } } }),
  ),
  most('title of an image', 2000, (size) => inMessage(image({ title: plain(size) }))),
  most('address of a video', 3000, (size) => onVideo({ video_url: `https://${text(size - 8)}` })),
  most('thumbnail of a video', 3000, (size) => onVideo({ thumbnail_url: `https://${text(size - 8)}` })),
  most('icon of a video', 3000, (size) => onVideo({ provider_icon_url: `https://${text(size - 8)}` })),
  least('actions of a card', 1, (count) => onCard({ actions: buttons(count) })),
  least('shortest text of a field', 0, (size) => multi('plain_text_input', { min_length: size })),
  most('shortest text of a field, at most', 3000, (size) => multi('plain_text_input', { min_length: size })),
  least('longest text of a field', 1, (size) => multi('plain_text_input', { max_length: size })),
  least('lines of a rich_text_input', 1, (count) => multi('rich_text_input', { min_lines: count })),
  least('lines of a rich_text_input, at most', 1, (count) => multi('rich_text_input', { max_lines: count })),
  least('letters before a multi_external_select asks', 0, (count) => multi('multi_external_select', { min_query_length: count })),
  least('first moment in seconds', 1_000_000_000, (size) => multi('datetimepicker', { initial_date_time: size })),
  most('last moment in seconds', 9_999_999_999, (size) => multi('datetimepicker', { initial_date_time: size })),
  most('label of the other axis', 50, (size) => bars([series(0)], { y_label: text(size) })),
  most('characters of a data table, rich text among them', 20_000, (size) =>
    dataTable({
      rows: [[richText(line({ type: 'text', text: text(9000) }), line({ type: 'text', text: text(size - 9001) }))], [cell()]],
    }),
  ),
  most('columns of a table', 20, (count) => table({ rows: rows(1, count) })),
  most('tables in a message', 1, (count) => inMessage(...times(count, () => ({ type: 'table', rows: rows(1) })))),
  most('charts in a message', 2, (count) =>
    inMessage(
      ...times(count, () => ({
        type: 'data_visualization',
        title: 'C',
        chart: { type: 'pie', segments: [{ label: 'a', value: 1 }] },
      })),
    ),
  ),
  either('two series of one name', bars([series(0), series(1)]), bars([series(0), series(0)])),
  most('markdown of a message together', 12_000, (size) =>
    inMessage({ type: 'markdown', text: text(6000) }, { type: 'markdown', text: text(size - 6000) }),
  ),
  either(
    'an empty text in rich text',
    inMessage(richText(line({ type: 'text', text: 'a' }))),
    inMessage(richText(line({ type: 'text', text: '' }))),
  ),
  either(
    'a mention in rich text without a person',
    inMessage(richText(line({ type: 'user', user_id: 'U1' }))),
    inMessage(richText(line({ type: 'user' }))),
  ),
  either(
    'a list in rich text of another style',
    inMessage(richText({ type: 'rich_text_list', style: 'bullet', elements: [line()] })),
    inMessage(richText({ type: 'rich_text_list', style: 'star', elements: [line()] })),
  ),
  either(
    'a mention inside preformatted text',
    inMessage(richText({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'a' }] })),
    inMessage(richText({ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] })),
  ),
  either(
    'a broadcast to nobody known',
    inMessage(richText({ type: 'rich_text_quote', elements: [{ type: 'broadcast', range: 'here' }] })),
    inMessage(richText({ type: 'rich_text_quote', elements: [{ type: 'broadcast', range: 'all' }] })),
  ),
  either('an unknown block', inMessage({ type: 'divider' }), inMessage({ type: 'banner' })),
  either('a block without type', inMessage({ type: 'divider' }), inMessage({ text: plain(1) })),
  either('a type that every object has', inMessage({ type: 'divider' }), inMessage({ type: 'constructor' })),
  most('blocks of a message', 50, (count) => inMessage(...times(count, () => ({ type: 'divider' })))),
  most('blocks of a Home', 100, (count) => inHome(...times(count, () => ({ type: 'divider' })))),
  either(
    'fields in a modal without submit',
    inModal([{ type: 'divider' }], { submit: undefined }),
    inModal([{ type: 'input', label: plain(1), element: { type: 'plain_text_input' } }], { submit: undefined }),
  ),
  either('a modal without title', inModal([{ type: 'divider' }]), inModal([{ type: 'divider' }], { title: undefined })),
  either(
    'a Home with a title',
    inHome({ type: 'divider' }),
    checkView({ type: 'home', title: plain(1), blocks: [{ type: 'divider' }] }),
  ),
  either('a view of another type', inHome({ type: 'divider' }), checkView({ type: 'page', blocks: [{ type: 'divider' }] })),
  either(
    'a view with a field of old',
    inModal([{ type: 'divider' }], { notify_on_close: true }),
    inModal([{ type: 'divider' }], { submit_disabled: true }),
  ),
  either(
    'ids and metadata of a view: empty, as Slack sends them, not numbers',
    inModal([{ type: 'divider' }], { private_metadata: '', callback_id: '', external_id: '' }),
    inModal([{ type: 'divider' }], { private_metadata: 1 }),
  ),
  most('external_id of a view', 255, (size) => inModal([{ type: 'divider' }], { external_id: text(size) })),
]

describe('other rules of blocks, elements and views', () => {
  it.each(rules)('$id', ({ taken, refused }) => {
    expect(taken).toBeNull()
    expect(['invalid_blocks', 'invalid_arguments']).toContain(refused?.error)
    expect(refused?.messages.length).toBeGreaterThan(0)
  })
})

describe('surfaces', () => {
  const one: Record<string, Fields> = {
    alert: { type: 'alert', text: plain(1) },
    carousel: { type: 'carousel', elements: [{ type: 'card', title: mrkdwn(1) }] },
    container: { type: 'container', title: plain(1), child_blocks: [{ type: 'divider' }] },
    context_actions: { type: 'context_actions', elements: [icon(0)] },
    data_table: { type: 'data_table', caption: 'c', rows: rows(2) },
    markdown: { type: 'markdown', text: 'a' },
    section: { type: 'section', text: mrkdwn(1) },
    table: { type: 'table', rows: rows(1) },
    number: { type: 'input', label: plain(1), element: { type: 'number_input', is_decimal_allowed: true } },
    rich: { type: 'input', label: plain(1), element: { type: 'rich_text_input' } },
    moment: { type: 'input', label: plain(1), element: { type: 'datetimepicker' } },
  }
  it.each([
    ['alert', 'modal'],
    ['carousel', 'message home'],
    ['container', 'message'],
    ['context_actions', 'message'],
    ['data_table', 'message'],
    ['markdown', 'message'],
    ['section', 'message modal home'],
    ['table', 'message'],
    ['number', 'modal'],
    ['rich', 'modal home'],
    ['moment', 'message modal'],
  ])('%s is shown in: %s', (name, surfaces) => {
    const block = one[name] ?? {}
    const answers = { message: inMessage(block), modal: inModal([block]), home: inHome(block) }
    const taken = Object.entries(answers).flatMap(([surface, answer]) => (answer === null ? [surface] : []))
    expect(taken.join(' ')).toBe(surfaces)
  })
})

describe("Slack's own words", () => {
  it('points at the text that is too long', () => {
    expect(inMessage({ type: 'section', text: mrkdwn(3001) })).toEqual({
      error: 'invalid_blocks',
      messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    })
  })

  it('names everything that is wrong with a view at once', () => {
    expect(
      checkView({
        type: 'modal',
        title: plain(25),
        blocks: [{ type: 'input', label: plain(1), element: { type: 'plain_text_input' } }],
      }),
    ).toEqual({
      error: 'invalid_arguments',
      messages: [
        '[ERROR] must be less than 25 characters [json-pointer:/view/title/text]',
        '[ERROR] must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]',
      ],
    })
  })

  it('names the action_id that is there twice, the type it does not know, and the list that is too long', () => {
    expect(inRow(button(), button())?.messages).toEqual([
      '[ERROR] `action_id` "go" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ])
    expect(inHome({ type: 'markdown', text: 'a' })?.messages).toEqual([
      '[ERROR] unsupported type: markdown [json-pointer:/view/blocks/0/type]',
    ])
    expect(inMessage(...times(51, () => ({ type: 'divider' })))?.messages).toEqual([
      '[ERROR] no more than 50 items allowed [json-pointer:/blocks]',
    ])
    expect(checkView({ type: 'modal' })?.messages).toEqual([
      '[ERROR] missing required field: title [json-pointer:/view]',
      '[ERROR] missing required field: blocks [json-pointer:/view]',
    ])
  })
})

describe('messages', () => {
  const errorOf = (payload: unknown, options = {}): string | null => checkMessage(payload, options)?.error ?? null
  const attachment = { blocks: [{ type: 'divider' }], color: '#000000' }
  const metadata = (more: Fields) => ({
    text: 'a',
    metadata: { event_type: 'incident_declared', event_payload: { id: 'INC-1' }, ...more },
  })
  const emptyMetadata = JSON.stringify(metadata({ event_payload: { note: '' } }).metadata).length

  it.each<[string, unknown, string | null]>([
    ['a text alone', { text: 'a' }, null],
    ['blocks with an empty text', { text: '', blocks: [{ type: 'divider' }] }, null],
    ['an attachment alone', { attachments: [attachment] }, null],
    ['nothing at all', {}, 'no_text'],
    ['an empty text and no blocks', { text: '', blocks: [] }, 'no_text'],
    ['a text of 40,000 characters', { text: text(40_000) }, null],
    ['a text of 40,001 characters', { text: text(40_001) }, 'msg_too_long'],
    ['a text that is a number', { text: 1 }, 'invalid_arguments'],
    ['blocks that are no list', { text: 'a', blocks: '[]' }, 'invalid_blocks_format'],
    ['100 attachments', { attachments: times(100, () => attachment) }, null],
    ['101 attachments', { attachments: times(101, () => attachment) }, 'too_many_attachments'],
    ['an attachment with a wrong block', { attachments: [{ blocks: [{ type: 'banner' }] }] }, 'invalid_attachments'],
    ['attachments that are no list', { text: 'a', attachments: {} }, 'invalid_attachments'],
    [
      'the same block_id in message and attachment',
      { blocks: [{ type: 'divider', block_id: 'a' }], attachments: [{ blocks: [{ type: 'divider', block_id: 'a' }] }] },
      null,
    ],
    ['metadata', metadata({}), null],
    ['metadata without a type', metadata({ event_type: undefined }), 'invalid_metadata_format'],
    ['metadata with a type of several words', metadata({ event_type: 'incident declared' }), 'invalid_metadata_format'],
    ['metadata whose payload is a text', metadata({ event_payload: 'INC-1' }), 'invalid_metadata_format'],
    ['metadata of 8,000 bytes', metadata({ event_payload: { note: text(8000 - emptyMetadata) } }), null],
    ['metadata of 8,001 bytes', metadata({ event_payload: { note: text(8001 - emptyMetadata) } }), 'metadata_too_large'],
    ['markdown_text alone', { markdown_text: text(12_000) }, null],
    ['markdown_text that is too long', { markdown_text: text(12_001) }, 'msg_too_long'],
    ['markdown_text beside text', { text: 'a', markdown_text: 'a' }, 'markdown_text_conflict'],
    ['a list instead of a message', [], 'invalid_arguments'],
  ])('%s', (_, payload, error) => {
    expect(errorOf(payload)).toBe(error)
  })

  it('takes 4,000 characters where chat.update says so, and no more', () => {
    expect(errorOf({ text: text(4000) }, { longestText: 4000 })).toBeNull()
    expect(errorOf({ text: text(4001) }, { longestText: 4000 })).toBe('msg_too_long')
  })

  it('counts the blocks of a message together: 13,200 characters as JSON', () => {
    const blocks = (size: number) => [
      ...times(4, () => ({ type: 'section', text: mrkdwn(3000) })),
      { type: 'section', text: mrkdwn(size) },
    ]
    const room = 13_200 - JSON.stringify(blocks(0)).length
    expect(errorOf({ blocks: blocks(room) })).toBeNull()
    expect(errorOf({ blocks: blocks(room + 1) })).toBe('msg_blocks_too_long')
  })
})

describe('the size of a view', () => {
  it('takes 250,000 bytes and no more', () => {
    const view = (size: number) => ({
      type: 'home',
      blocks: [...times(83, () => ({ type: 'section', text: mrkdwn(2950) })), { type: 'section', text: mrkdwn(size) }],
    })
    const room = 250_000 - JSON.stringify(view(0)).length
    expect(checkView(view(room))).toBeNull()
    expect(checkView(view(room + 1))?.error).toBe('view_too_large')
  })
})

const folder = path.resolve(import.meta.dirname, '../../../shared/data/slack/block-kit/fixtures')
const isThere = existsSync(folder)
const read = (file: string): Fields => JSON.parse(readFileSync(file, 'utf8'))

describe.skipIf(!isThere)('valid examples from ../shared', () => {
  const inLine = (piece: Fields): Answer => inMessage(richText(line(piece)))
  const inPart = (part: Fields): Answer => inMessage(richText(part))
  const inAnyRow = new Set(['button', 'workflow_button', 'overflow'])
  const asElement = (element: Fields): Answer => {
    if (element.type === 'image') return inMessage({ type: 'context', elements: [element] })
    if (element.type === 'url')
      return inMessage({ type: 'task_card', task_id: 't', title: 'T', status: 'pending', sources: [element] })
    return inAnyRow.has(String(element.type)) ? inRow(element) : field(element)
  }
  const workflowButton = (workflow: Fields): Answer => inRow({ type: 'workflow_button', text: plain(1), workflow })
  const objects: [RegExp, (value: Fields) => Answer][] = [
    [/^confirmation/, (confirm) => onButton({ confirm })],
    [/^conversation_filter/, (filter) => field({ type: 'conversations_select', filter })],
    [/^dispatch/, (config) => field({ type: 'plain_text_input', dispatch_action_config: config })],
    [
      /^input_parameter/,
      (parameter) => workflowButton({ trigger: { url: 'https://a.example', customizable_input_parameters: [parameter] } }),
    ],
    [/^option_group/, (group) => menu({ option_groups: [group] })],
    [/^option/, (one) => menu({ options: [one] })],
    [/^text/, (one) => inMessage({ type: 'section', text: one })],
    [/^trigger/, (trigger) => workflowButton({ trigger })],
    [/^workflow/, workflowButton],
  ]
  const asObject = (value: Fields, name: string): Answer => objects.find(([pattern]) => pattern.test(name))?.[1](value) ?? null
  const kinds: Record<string, (value: Fields, name: string) => Answer> = {
    attachments: (attachment) => checkMessage({ attachments: [attachment] }),
    blocks: (block) => (block.type === 'alert' ? inModal([block]) : inMessage(block)),
    elements: asElement,
    messages: (message) => checkMessage(message),
    objects: asObject,
    rich_text: (piece) => (String(piece.type).startsWith('rich_text_') ? inPart(piece) : inLine(piece)),
    views: (view) => checkView(view),
  }
  /** Examples that Slack itself would not take, and what it would say. */
  const exceptions = new Map([
    ['rich_text_input_basic', 'unsupported type: text'], // @slack/types: the initial value is a rich_text block
    ['webhook_message_basic', '`block_id` "fake_block_id" already exists'], // and its metadata has no event_type
    ['webhook_message_delete', '`block_id` "fake_block_id" already exists'],
  ])
  const files = isThere
    ? Object.keys(kinds).flatMap((kind) =>
        readdirSync(path.join(folder, 'valid', kind)).map((file) => ({ kind, name: path.parse(file).name })),
      )
    : []

  it.each(files)('$kind/$name', ({ kind, name }) => {
    const answer = kinds[kind]?.(read(path.join(folder, 'valid', kind, `${name}.json`)), name)
    const exception = exceptions.get(name)
    if (exception) expect(answer?.messages.join()).toContain(exception)
    else expect(answer).toBeNull()
  })

  it('has every kind of object in the table above', () => {
    const names = files.filter(({ kind }) => kind === 'objects').map(({ name }) => name)
    expect(names.filter((name) => !objects.some(([pattern]) => pattern.test(name)))).toEqual([])
    expect(files.length).toBeGreaterThan(90)
  })
})

describe.skipIf(!isThere)('invalid cases listed in ../shared', () => {
  it('are all among the limits tried above', () => {
    const listed = read(path.join(folder, 'invalid/manifest.json')).cases
    const ids = Array.isArray(listed) ? listed.map((one: { id: string }) => one.id) : []
    const tried = new Set(limits.map(({ id }) => id))
    expect(ids.length).toBeGreaterThan(90)
    expect(ids.filter((id) => !tried.has(id))).toEqual([])
  })
})
